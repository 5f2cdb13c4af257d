"""What the catalogue tells the rest of the product, which it never imports.

``still_stored``: a still's row is committed and its file is in place.
    Sent with ``still`` (a :class:`catalog.models.Still`) and ``compute``.
``stills_changed``: a film has gained, lost or reordered stills.
    Sent with ``film`` (a :class:`catalog.models.Film`) and ``compute``.
``swept``: the worker's regular look at everything is under way; derived things that are missing
    may be made. Sent with nothing.

``compute`` is a :class:`Compute`: when whoever listens is to do its work.
"""

from enum import StrEnum

from django.dispatch import Signal


class Compute(StrEnum):
    """When palettes are made of what has just been stored."""

    NOW = "now"
    SOON = "soon"  # while the next still is stored, at the latest when its film has changed
    LATER = "later"  # by the background worker
    NEVER = "never"  # `compute_palettes` finds it afterwards


still_stored = Signal()
stills_changed = Signal()
swept = Signal()
