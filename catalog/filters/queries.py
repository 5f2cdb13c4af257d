"""The query of an address, changed."""

from collections.abc import Sequence

from django.http import QueryDict


def with_query(parameters: QueryDict, **changes: str | Sequence[str] | None) -> str:
    """The query string with some parameters set or dropped, on its first page."""
    changed = parameters.copy()
    changed.pop("page", None)
    for key, value in changes.items():
        if not value and not isinstance(value, str):
            changed.pop(key, None)
        elif isinstance(value, str):
            changed[key] = value
        else:
            changed.setlist(key, list(value))
    return changed.urlencode()
