"""The failures an operation documents."""

from typing import Any

from palettes.api.problems import Problem


def failures(*statuses: int) -> dict[Any, Any]:
    """Problem documents with these statuses; 500 is one of every operation."""
    return {frozenset({*statuses, 500}): Problem}


def reading(*statuses: int) -> dict[Any, Any]:
    """The answers of what reads the catalogue, beside 200: not modified, and problems."""
    return {304: None, **failures(*statuses)}
