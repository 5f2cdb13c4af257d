"""How templates draw palettes: ``{% load palettes %}``."""

from functools import lru_cache
from typing import Any, Final

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from catalog import renditions
from catalog.models import Film, Still
from palettes import strips
from palettes.bench import Bench, asked, title_of
from palettes.bench import bench as make_bench
from palettes.compute import count_waiting, default_recipe, stills_that_failed
from palettes.engine import ExtractedPalette, Recipe
from palettes.forms import RecipeForm
from palettes.models import Look, Palette
from palettes.search import index

register = template.Library()

PART: Final = 960  # pixels: at most half of a tablet's page, at two to the pixel


@register.simple_tag
def palette_of(subject: Still | Film) -> Palette | None:
    """The default palette of a still or film, from what the view has prefetched."""
    wanted = default_recipe()
    return next((p for p in subject.palettes.all() if p.recipe == wanted), None)


@register.simple_tag
def look_of(subject: Still | Film) -> Look | None:
    """The look of a still or film, from what the view has prefetched."""
    return next(iter(subject.looks.all()), None)


@register.simple_tag
def waiting(film: Film) -> int:
    """How many palettes of a film and its stills are still to come."""
    if not hasattr(film, "waits"):  # a page asks for it in its head and in its foot
        film.waits = count_waiting(film)  # type: ignore[attr-defined]
    return film.waits  # type: ignore[attr-defined]


@register.simple_tag
def palette_failed(still: Still) -> bool:
    """Whether a still without a palette waits for none, since it could not be made."""
    return still.pk in stills_that_failed()


@register.simple_tag
def strip(
    palette: Palette | ExtractedPalette | None,
    size: str,
    label: str = "Palette",
    near: frozenset[str] | None = None,
    failed: bool = False,
) -> SafeString:
    """The palette as a strip: one SVG, drawn alike from a spine to the top of a film's page.

    Of a palette that was searched for, the swatches of ``near`` hang below the others.
    """
    if palette is None:
        return _waiting(size, "No palette" if failed else "The palette is being computed")
    swatches = palette.colours if isinstance(palette, Palette) else palette.swatches
    shape = strips.SIZES[size]
    drawn = strips.layout(swatches, shape)
    words = ", ".join(
        f"{s.swatch.hex} {conditional_escape(percent(s.swatch.share))}"
        f"{', near' * _is_near(s, near)}"
        for s in drawn
    )
    kind = size if near is None else f"{size} strip-hung"
    marks = _marks(drawn, size, near)
    folded = strips.layout(swatches, shape.narrow) if shape.folds else drawn
    if folded != drawn:
        narrow = _marks(folded, size, near, titled=False)  # nothing hovers over it
        marks = f'<g class="strip-wide">{marks}</g><g class="strip-folded">{narrow}</g>'
    # Numbers, hex values and names of our own: formatting each by itself is slow, and lists have
    # hundreds of them.
    return mark_safe(
        f'<svg class="strip strip-{kind}" role="img" aria-label="{conditional_escape(label)}:'
        f' {words}">{marks}</svg>'
    )


def _marks(
    drawn: list[strips.Segment], size: str, near: frozenset[str] | None, titled: bool = True
) -> str:
    return "".join(
        _segment(s, size, "" if near is None else _height(s, near), titled) for s in drawn
    )


def _is_near(segment: strips.Segment, near: frozenset[str] | None) -> bool:
    """Whether a swatch is among those that were searched for, if any were."""
    return near is not None and segment.swatch.hex in near


def _height(segment: strips.Segment, near: frozenset[str]) -> str:
    return f' height="{strips.WHOLE if _is_near(segment, near) else strips.APART}%"'


def _segment(segment: strips.Segment, size: str, height: str, titled: bool) -> str:
    """A swatch; of the sizes that are looked at closely, with what to say of it and to copy.

    Without a ``height`` it has the strip's.
    """
    swatch, shape = segment.swatch, strips.SIZES[size]
    hex_, title = swatch.hex, ""
    place = f'x="{segment.x:g}%" width="{segment.width:g}%"{height}'
    if shape.told:
        place += f' data-hex="{hex_}"'
        accent = ", accent" if swatch.accent else ""
    if shape.told and titled:
        share = conditional_escape(percent(swatch.share))
        title = f"<title>{hex_} {swatch.name}, {share}{accent}</title>"
    if not (swatch.accent and shape.notch):
        return f'<rect {place} fill="{hex_}"' + (f">{title}</rect>" if title else "/>")
    # A nested svg clips the notch to its own swatch.
    return f'<svg {place}>{title}<rect fill="{hex_}"/><circle class="notch"/></svg>'


def _waiting(size: str, words: str) -> SafeString:
    cells = format_html_join(
        "", '<rect x="{}%" width="12.5%" height="100%"/>', ((i * 12.5,) for i in range(8))
    )
    return format_html(
        '<svg class="strip strip-{} strip-waiting" role="img" aria-label="{}">{}</svg>',
        size,
        words,
        cells,
    )


@register.simple_tag
def leaders(palette: Palette) -> SafeString:
    """Lines from the middle of each swatch of a film's strip to its label's column."""
    segments = strips.layout(palette.colours, strips.SIZES["film"])
    each = 100 / len(segments)
    return format_html(
        '<svg class="leaders" aria-hidden="true">{}</svg>',
        format_html_join(
            "",
            # Percentages do not work in paths: three lines each.
            '<line x1="{0}%" y1="0" x2="{0}%" y2="8"/><line x1="{0}%" y1="8" x2="{1}%" y2="20"/>'
            '<line x1="{1}%" y1="20" x2="{1}%" y2="28"/>',
            ((s.middle, round(i * each + 0.05, 3)) for i, s in enumerate(segments)),
        ),
    )


@register.filter
def percent(share: float) -> str:
    """A share as people write it: ``19 %``, ``7.7 %``, ``0.4 %``, ``<0.1 %``."""
    value = 100 * share
    if 0 < value < 0.05:
        return "<0.1 %"
    return f"{value:.0f} %" if value >= 9.95 else f"{value:.1f} %"


@register.filter
def hundredfold(distance: float) -> str:
    """An OKLab distance times 100, as fits are written."""
    return f"{100 * distance:.2f}"


def _dominant(subject: Still | Film) -> str:
    """The colour that stands for a picture before it has loaded."""
    palette = palette_of(subject)
    return palette.swatches[0]["hex"] if palette and palette.swatches else ""


@register.simple_tag
def picture(
    still: Still, sizes: str, alt: str = "", eager: bool = False, name: str = ""
) -> SafeString:
    """A still as a responsive picture on its dominant colour."""
    ground = _dominant(still)
    # Not a template of its own: a list has one of these on every card. Where a picture takes a
    # part of the page, the widest rendition is more than any screen shows.
    return format_html(
        '<span class="still"{}>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}"'
        ' alt="{}"{} decoding="async"></span>',
        format_html(' data-name="{}"', name) if name else "",
        mark_safe(
            f'<svg class="ground" aria-hidden="true"><rect fill="{ground}"/></svg>'
            if ground
            else ""
        ),
        renditions.at_least(still, 640),
        renditions.srcset(still, None if "100vw" in sizes else PART),
        sizes,
        still.width,
        still.height,
        alt,
        mark_safe(' fetchpriority="high"' if eager else ' loading="lazy"'),
    )


@register.filter
def recipe_name(palette: Palette) -> str:
    """A recipe in words: ``K-means in OKLab, 8 colours``."""
    return title_of(palette.parsed_recipe)


@register.simple_tag(takes_context=True)
def bench(context: dict[str, Any], still: Still) -> Bench:
    """The bench of a still's page, as the address asks for it."""
    return make_bench(still, context["request"])


@register.simple_tag
def recipe_fields(form: RecipeForm) -> SafeString:
    """The fields of a recipe's form; of one that nobody has sent, drawn once for all stills."""
    return _drawn(form) if form.is_bound else _drawn_unsent(tuple(form.initial.items()))


@lru_cache(maxsize=64)
def _drawn_unsent(initial: tuple[tuple[str, Any], ...]) -> SafeString:
    return _drawn(RecipeForm(initial=dict(initial)))


def _drawn(form: RecipeForm) -> SafeString:
    return render_to_string("palettes/_recipe_fields.html", {"form": form})


@register.filter
def lights(recipe: Recipe, still: Still) -> str:
    """The address of the label picture that lights a recipe's swatches on a still."""
    return f"{reverse('palettes:labels', args=[still.pk])}?{urlencode({'recipe': str(recipe)})}"


@register.filter
def recipes_asked(parameters: QueryDict) -> list[str]:
    """The recipes an address has on the bench, for the form to keep."""
    return [str(recipe) for recipe in asked(parameters)[0]]


_SKIPPED = ' tabindex="-1"'  # of one stop of the Tab key; arrows go on (static/js/colour_index.js)


@register.inclusion_tag("palettes/_colour_index.html")
def colour_index(
    before: str = "", after: str = "", label: str = "pick one to search by it"
) -> dict[str, Any]:
    """Every hue of the catalogue by lightness, as its films really have it.

    Each colour leads to ``before`` + six digits + ``after``: by itself, to a search by it.
    """
    cells = index().colour_cells
    before = conditional_escape(before or f"{reverse('palettes:search')}?c=")
    after = conditional_escape(after)
    links = [
        # Not a template of their own: there are a hundred and more on every page of a list.
        f'<a href="{before}{cell.hex[1:]}{after}" data-at="{cell.column} {cell.row}"'
        f'{_SKIPPED if number else ""} aria-label="{cell.hex}, {cell.name}">'
        f'<rect x="{cell.column}0" y="{cell.row}0" width="10" height="10" fill="{cell.hex}"/></a>'
        for number, cell in enumerate(cells)
    ]
    return {
        "links": mark_safe("".join(links)),
        "columns": cells[-1].column + 1 if cells else 0,
        "label": label,
    }


@register.simple_tag
def fingerprint_url(film: Film, look: Look) -> str:
    """The address of a film's fingerprint; it names the content."""
    return reverse("palettes:fingerprint", args=[film.slug, look.digest])
