"""Rows chosen in a form by typing, and what may be a row's key at all."""

from typing import Any

from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)

_LONGEST = 18  # digits; all numbers of so many are keys that a database can look for


def is_key(text: object) -> bool:
    """Whether a text may be a row's key."""
    text = str(text)
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST


class _OnlyKeys(AutocompleteMixin):
    """Shows what was chosen as far as it can be looked for; the field says what is wrong."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """Without what is no key."""
        return super().optgroups(name, [one for one in value if one == "" or is_key(one)], attr)


class SelectByTyping(_OnlyKeys, AutocompleteSelect):
    """Django's field to choose a row by typing, whatever was sent as its key."""


class SelectSeveralByTyping(_OnlyKeys, AutocompleteSelectMultiple):
    """As :class:`SelectByTyping`, for several."""
