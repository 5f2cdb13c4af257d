"""The countries of a film, which are kept as one line: ``Finland, Estonia``."""

import re

_BETWEEN = re.compile(r"\s*[,;/|]\s*")


def countries_in(text: str) -> list[str]:
    """Each country of the line, once, in its order.

    >>> countries_in("Finland, Estonia; Finland")
    ['Finland', 'Estonia']
    """
    return list(dict.fromkeys(filter(None, _BETWEEN.split(text.strip()))))
