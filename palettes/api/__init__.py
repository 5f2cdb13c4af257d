"""The API below ``/api/v1/``: palettes of any picture, and the catalogue to read.

``service.py`` puts it together; ``docs/api.md`` tells how to use it.
"""
