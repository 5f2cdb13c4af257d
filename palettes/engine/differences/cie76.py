"""CIE 1976 colour difference."""

from palettes.engine.differences.euclidean import Euclidean


class Cie76(Euclidean):
    """Straight lines in CIELAB, whatever the recipe's space: Delta E*ab."""

    key = "cie76"
    title = "CIE76"
    summary = "Straight lines in CIELAB. About 2.3 is just noticeable."
    source = "CIE 015:2018, section 8.2.1.3"
    home = "cielab"
