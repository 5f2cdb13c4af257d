"""Geometry of the charts; templates/palettes/charts/ draws it as SVG, with a table behind each."""
