"""The film list's menus, counted once for each state of the catalogue."""

import threading
from collections import OrderedDict
from typing import Final

from django.http import QueryDict

from catalog import filters
from palettes import page_version

MOST: Final = 64  # sets of filters whose menus are remembered

_menus: OrderedDict[tuple[int, str], list[filters.Facet]] = OrderedDict()
_lock = threading.Lock()


def menus(films: str) -> list[filters.Facet]:
    """Every menu under the film list's filters of a query.

    Counting takes a query of the database for each; nothing of a search goes into it.
    """
    version = page_version.current()
    key = (version, films)
    with _lock:
        known = _menus.get(key)
        if known is not None:
            _menus.move_to_end(key)
            return known
    made = filters.facets(filters.Asked(QueryDict(films)))
    if version:  # 0 where no change has been noticed yet, and none need be
        with _lock:
            _menus[key] = made
            while len(_menus) > MOST:
                _menus.popitem(last=False)
    return made
