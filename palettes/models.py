"""Palettes and looks of stills and films."""

import hashlib
from functools import cached_property

from django.db import models
from django.db.models import FloatField, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from catalog.models import Film, Still
from palettes.engine import LOOK_VERSION, EngineLook, Recipe, Swatch

COLUMN_ROWS = 48
COLUMN_BYTES = COLUMN_ROWS * 3


class OfStillOrFilm(models.Model):
    """Something computed of a still or of a film: of exactly one of them."""

    still = models.ForeignKey(
        Still, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    film = models.ForeignKey(
        Film, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    engine_version = models.PositiveIntegerField()
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    @property
    def subject(self) -> Still | Film | None:
        """The still or the film."""
        return self.still if self.still_id else self.film


class Palette(OfStillOrFilm):
    """The swatches that stand for a still or a film, under one recipe.

    ``swatches`` is a list of ``{"hex": "#aabbcc", "share": 0.25, "accent": false}``, ordered by
    share, shares summing to 1. ``fit`` is the mean OKLab distance of the picture's pixels to the
    palette: lower is closer.
    """

    recipe = models.CharField(max_length=200)
    swatches = models.JSONField()
    fit = models.FloatField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="palette_of_a_still_or_a_film",
                condition=Q(still__isnull=False, film__isnull=True)
                | Q(still__isnull=True, film__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["still", "recipe"],
                name="palette_once_per_still_and_recipe",
                condition=Q(still__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["film", "recipe"],
                name="palette_once_per_film_and_recipe",
                condition=Q(film__isnull=False),
            ),
            models.CheckConstraint(name="palette_fit_is_a_distance", condition=Q(fit__gte=0)),
        ]
        indexes = [models.Index(fields=["recipe", "engine_version"], name="palette_recipe_version")]

    def __str__(self) -> str:
        return f"{self.recipe} of {self.subject}"

    @cached_property
    def colours(self) -> list[Swatch]:
        """The swatches as the engine knows them, with names and coordinates."""
        return [Swatch(**swatch) for swatch in self.swatches]

    @cached_property
    def parsed_recipe(self) -> Recipe:
        """The recipe, taken apart."""
        return Recipe.parse(self.recipe)


def figure(key: str) -> models.GeneratedField:
    """A column with one of the figures of ``statistics``, for sorting and filtering; null
    while there are none.
    """
    return models.GeneratedField(
        expression=Cast(KT(f"statistics__{key}"), FloatField()),
        output_field=FloatField(null=True),
        db_persist=True,
    )


class Look(OfStillOrFilm):
    """How a still or a film looks, beyond its palette.

    ``fingerprint`` holds a column for each still: 48 sRGB triples, the picture's rows averaged
    from top to bottom. A still's look has one column, a film's one for each still, in order.
    ``pool`` holds a still's colours, which its film's palette is pooled from
    (palettes/making/pools.py).
    ``signature`` and ``statistics`` are the engine's look, good while ``look_version`` is the
    engine's. ``colours`` are the default palette's, packed for the search
    (palettes/index/colours.py).
    """

    fingerprint = models.BinaryField()
    pool = models.BinaryField(default=b"", editable=False)
    signature = models.BinaryField(default=b"", editable=False)
    statistics = models.JSONField(default=dict, editable=False)
    look_version = models.PositiveIntegerField(default=0, editable=False)
    colours = models.BinaryField(default=b"", editable=False)
    # The figures that lists are sorted and moods are told by (catalog/moods.py).
    lightness = figure("lightness")
    contrast = figure("contrast")
    chroma = figure("chroma")
    chroma_p95 = figure("chroma_p95")
    warmth = figure("warmth")
    hue = figure("hue")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="look_of_a_still_or_a_film",
                condition=Q(still__isnull=False, film__isnull=True)
                | Q(still__isnull=True, film__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["still"], name="look_once_per_still", condition=Q(still__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["film"], name="look_once_per_film", condition=Q(film__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"look of {self.subject}"

    @property
    def is_current(self) -> bool:
        """Whether it holds a signature and figures as the engine makes them now."""
        return self.look_version == LOOK_VERSION

    def engine_look(self, palette: Palette | None = None) -> EngineLook | None:
        """The look as the engine compares it, or None until it is computed again.

        ``palette`` gives it the swatches that some distances need.
        """
        if not self.is_current:
            return None
        swatches = None if palette is None else palette.colours
        return EngineLook.kept(bytes(self.signature), self.statistics, swatches)

    @property
    def column_count(self) -> int:
        """How many stills the fingerprint shows."""
        return len(self.fingerprint) // COLUMN_BYTES

    @property
    def digest(self) -> str:
        """Names the fingerprint's content, so that its picture can be cached for ever."""
        return hashlib.sha256(bytes(self.fingerprint)).hexdigest()[:12]


class IndexVersion(models.Model):
    """One row that counts what a search must know of: looks, palettes, and where stills belong."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"index version {self.number}"


# Kept beside its use; imported here so that Django finds it with the others.
from palettes.tokens import ApiToken  # noqa: E402, F401
