"""Palettes as a notebook shows them: the strip, and what stands for each colour."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from palettes.engine.swatch import Swatch

WIDTH: Final = 640
HEIGHT: Final = 64
NARROWEST: Final = 6
"""Pixels of a swatch, at least, as in the strips of the pages."""


def strip_html(swatches: "Sequence[Swatch]", caption: str = "") -> str:
    """An SVG strip, widths by share, and a table of hex, share and name."""
    wanted = [max(NARROWEST, swatch.share * WIDTH) for swatch in swatches]
    scale, x, bars = WIDTH / (sum(wanted) or 1), 0.0, []
    for swatch, width in zip(swatches, wanted, strict=True):
        bars.append(
            f'<rect x="{x:.1f}" width="{width * scale:.1f}" height="{HEIGHT}" fill="{swatch.hex}">'
            f"<title>{_told(swatch)}</title></rect>"
        )
        x += width * scale
    rows = "".join(
        f'<tr><td><svg width="16" height="16"><rect width="16" height="16" fill="{one.hex}"/></svg>'
        f"</td><td><code>{one.hex}</code></td><td>{_share(one)}</td><td>{escape(one.name)}</td></tr>"
        for one in swatches
    )
    said = f"<p>{escape(caption)}</p>" if caption else ""
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" role="img">{"".join(bars)}</svg>{said}'
        f"<table><tr><th></th><th>hex</th><th>share</th><th>name</th></tr>{rows}</table>"
    )


def _told(swatch: "Swatch") -> str:
    return escape(f"{swatch.hex}, {_share(swatch)}, {swatch.name}")


def _share(swatch: "Swatch") -> str:
    return f"{100 * swatch.share:.2f} %{', accent' if swatch.accent else ''}"
