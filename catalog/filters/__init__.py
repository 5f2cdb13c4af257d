"""The film list's filters: what the address may ask, checked, counted and put in order."""

from catalog.filters.chips import Chip, Problem, chips, nearest, problems
from catalog.filters.facets import FACETS, LABELS, Facet, Option, facets
from catalog.filters.films import RATIOS, Asked, FilmFilter, country_lines, with_all
from catalog.filters.queries import with_query
from catalog.filters.sorting import SORTS, Sort, read_sort

__all__ = [
    "FACETS",
    "LABELS",
    "RATIOS",
    "SORTS",
    "Asked",
    "Chip",
    "Facet",
    "FilmFilter",
    "Option",
    "Problem",
    "Sort",
    "chips",
    "country_lines",
    "facets",
    "nearest",
    "problems",
    "read_sort",
    "with_all",
    "with_query",
]
