"""Text without case, accents and letters of other scripts, to find and to order by."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from anyascii import anyascii
from django.db import models

LONGEST: Final = 1_200  # letters kept: PostgreSQL's indexes and the API's cursors have bounds

AnyRow = TypeVar("AnyRow", bound=models.Model)


def fold(text: str) -> str:
    """The text as somebody types it on any keyboard.

    Each character is folded by itself, so that a part of the text folds to a part of its fold.
    Text that has no such form keeps its own, in lower case.

    >>> fold("Łódź"), fold("Ferryman’s"), fold("Сталкер")
    ('lodz', "ferryman's", 'stalker')
    """
    whole = unicodedata.normalize("NFC", text)
    return (anyascii(whole).casefold().strip() or whole.casefold())[:LONGEST]


class FoldedField(models.TextField):
    """The fold of the column ``of``, made whenever the row is stored."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"editable": False, "default": "", **kwargs})

    def deconstruct(self) -> Any:
        """With ``of``, for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Made anew, and set on the instance too."""
        value = fold(getattr(model_instance, self.of) or "")
        setattr(model_instance, self.attname, value)
        return value


class FoldingQuerySet(models.QuerySet[AnyRow]):
    """Keeps folds right where rows are not saved one by one."""

    def update(self, **values: Any) -> int:
        """With the folds of the texts among ``values``; those are given as text."""
        for field in _folds_of(self.model, values):
            if field.name not in values:
                values[field.name] = fold(values[field.of])
        return super().update(**values)

    def bulk_update(
        self, objs: Iterable[AnyRow], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        """With the folds of the texts among ``fields``."""
        objs, names = list(objs), list(fields)
        for field in _folds_of(self.model, names):
            for row in objs:
                field.pre_save(row, add=False)
            names.append(field.name)
        return super().bulk_update(objs, list(dict.fromkeys(names)), batch_size)


class Folds(models.Model):
    """A row with folds; its manager is of :class:`FoldingQuerySet`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A text's fold goes with it when only some columns are saved."""
        if (names := kwargs.get("update_fields")) is not None:
            folds = [field.name for field in _folds_of(type(self), names)]
            kwargs["update_fields"] = {*names, *folds}
        super().save(*args, **kwargs)


def _folds_of(model: type[models.Model], names: Iterable[str]) -> Sequence[FoldedField]:
    texts = set(names)
    folds = (field for field in model._meta.concrete_fields if isinstance(field, FoldedField))
    return [field for field in folds if field.of in texts]
