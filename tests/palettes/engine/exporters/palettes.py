"""Palettes and titles to export."""

import numpy as np

from palettes.engine import Swatch
from palettes.engine.swatch import hex_of, rounded_shares


def palette(size: int) -> list[Swatch]:
    """Colours of every kind, largest share first; every third of the later ones an accent."""
    random = np.random.default_rng(size)
    colours = [hex_of(rgb) for rgb in random.integers(0, 256, (size, 3))]
    shares = sorted(rounded_shares(random.pareto(1.0, size) + 0.001), reverse=True)
    return [
        Swatch(colour, share, accent=i > 1 and i % 3 == 0)
        for i, (colour, share) in enumerate(zip(colours, shares, strict=True))
    ]


ALIKE = [Swatch("#14787b", 0.5), Swatch("#14787b", 0.3, accent=True), Swatch("#14787c", 0.2)]
SIZES = [1, 2, 8, 30, 31, 64]
PALETTES = {str(size): palette(size) for size in SIZES} | {"alike": ALIKE}

HOSTILE = [
    "",
    "\x00\x01\x1b[31mred\x7f\x9b",
    "*/ } body { background: red } /*",
    "*" + "/" * 9 + "**//",
    "</style><script>alert(1)</script><!-- --> ]]>",
    '"; } $x: 1; #{unquote("alert")} \\',
    "{{ 7 * 7 }} {% now %} ${x} #{1+1}",
    "one\ntwo\r\nthree\u2028four\u2029five\x85six",
    "GIMP Palette\n255 0 0\tred",
    '=HYPERLINK("http://example.org")',
    "\u202eevil\u2066 \ud800 \ufffe \ufdd0 \U0001f3ac \u200d",
    "Ōkami, 狼, Волк, ذئب",
    "long " * 20_000,
    "\0" * 100_000,
]
