"""Films, who made them and what they are."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from catalog.models.countries import countries_in
from catalog.models.folding import FoldedField, FoldingQuerySet, Folds
from catalog.models.slugs import unique_slug

FIRST_YEAR = 1870
LAST_YEAR = 2100


class Named(Folds):
    """Something with a name and a slug made of it."""

    name = models.CharField(max_length=200)
    name_folded = FoldedField(of="name")
    slug = models.SlugField(max_length=120, unique=True, editable=False)

    objects = FoldingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("name_folded", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Make the slug once: addresses stay the same when a name is corrected."""
        if not self.slug:
            self.slug = unique_slug(type(self), self.name, max_length=120)
        super().save(*args, **kwargs)


class Person(Named):
    """A director or a cinematographer."""

    class Meta(Named.Meta):
        verbose_name_plural = "people"
        indexes = (models.Index(fields=["name_folded"], name="person_name_folded"),)


class Genre(Named):
    """A kind of film, in the catalogue keeper's words."""


class FilmQuerySet(FoldingQuerySet["Film"]):
    """Films with what their lists show, in a number of queries that does not grow."""

    def with_counts(self) -> "FilmQuerySet":
        """Annotate ``still_count``."""
        return self.annotate(still_count=Count("stills", distinct=True))

    def with_covers(self) -> "FilmQuerySet":
        """Annotate ``cover_id``: the chosen cover, else the first still in order."""
        from catalog.models.still import Still

        first = Still.objects.filter(film=OuterRef("pk")).order_by("position", "pk")
        return self.annotate(first_still_id=Subquery(first.values("pk")[:1]))

    def newest_first(self) -> "FilmQuerySet":
        """By year, the newest first; films without a year last."""
        return self.order_by(F("year").desc(nulls_last=True), "title_folded", "pk")


class Film(Folds):
    """A film of the catalogue."""

    title = models.CharField(max_length=300)
    title_folded = FoldedField(of="title")
    year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    slug = models.SlugField(
        max_length=120,
        unique=True,
        blank=True,
        help_text="Left empty, it is made of title and year.",
    )
    directors = models.ManyToManyField(Person, related_name="directed", blank=True)
    cinematographers = models.ManyToManyField(Person, related_name="shot", blank=True)
    country = models.CharField(
        max_length=100, blank=True, help_text="Several with commas: Finland, Estonia."
    )
    genres = models.ManyToManyField(Genre, related_name="films", blank=True)
    aspect_ratio = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.2")), MaxValueValidator(Decimal("10"))],
        help_text="Width over height, such as 1.85. Left empty, the stills tell it.",
    )
    source_url = models.URLField(
        "where it comes from", max_length=2048, blank=True, help_text="A page about the film."
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="Shown with the film, such as: a fictional film."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FilmQuerySet.as_manager()

    class Meta:
        ordering = ("title_folded", "year", "pk")
        indexes = [
            models.Index(fields=["year", "title_folded"], name="film_year_title_folded"),
            models.Index(fields=["title_folded", "year"], name="film_title_folded"),
            models.Index(fields=["country"], name="film_country"),
        ]
        constraints = [
            models.CheckConstraint(
                name="film_has_a_title",
                condition=~Q(title=""),
                violation_error_message="A film has a title.",
            ),
            models.CheckConstraint(
                name="film_year_in_range",
                condition=Q(year__isnull=True) | Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
            ),
            models.CheckConstraint(
                name="film_ratio_in_range",
                condition=Q(aspect_ratio__isnull=True)
                | Q(aspect_ratio__gte=Decimal("0.2"), aspect_ratio__lte=10),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Make the slug of title and year when there is none."""
        if not self.slug:
            text = f"{self.title} {self.year}" if self.year else self.title
            self.slug = unique_slug(Film, text, max_length=120)
        super().save(*args, **kwargs)

    @property
    def countries(self) -> list[str]:
        """Each of its countries."""
        return countries_in(self.country)

    def get_absolute_url(self) -> str:
        """The film's page."""
        return reverse("catalog:film", args=[self.slug])
