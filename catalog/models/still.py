"""Stills: single frames of films."""

from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.models.film import Film

is_sha256 = RegexValidator(r"\A[0-9a-f]{64}\Z", "A SHA-256 is 64 hexadecimal digits.")


class Still(models.Model):
    """One frame of a film, with where it came from.

    ``image`` names the original bytes below MEDIA_ROOT; they are kept for computing and never
    served. Pages show renditions (:mod:`catalog.renditions`).
    """

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="stills")
    position = models.PositiveIntegerField(default=0, help_text="Order within the film.")
    image = models.CharField("file", max_length=200, editable=False)
    sha256 = models.CharField(
        "SHA-256 of its bytes", max_length=64, validators=[is_sha256], editable=False
    )
    width = models.PositiveIntegerField(editable=False, help_text="Pixels, upright.")
    height = models.PositiveIntegerField(editable=False, help_text="Pixels, upright.")
    perceptual_hash = models.CharField(max_length=16, blank=True, editable=False)
    source_url = models.CharField("address of the picture", max_length=2048, blank=True)
    page_url = models.CharField("page that showed it", max_length=2048, blank=True)
    credit = models.CharField("credit line", max_length=500, blank=True)
    licence = models.CharField("licence note", max_length=300, blank=True)
    timecode = models.CharField(
        max_length=11,
        blank=True,
        validators=[
            RegexValidator(
                r"\A\d{1,2}:[0-5]\d:[0-5]\d([.:]\d{2})?\Z",
                "Write a timecode as H:MM:SS or HH:MM:SS:FF.",
            )
        ],
    )
    created_at = models.DateTimeField("added", auto_now_add=True)

    class Meta:
        ordering = ("film", "position", "pk")
        indexes = [
            models.Index(fields=["film", "position"], name="still_film_position"),
            models.Index(fields=["sha256"], name="still_sha256"),
            models.Index(fields=["source_url"], name="still_source_url"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "sha256"],
                name="still_once_per_film",
                violation_error_message="This film has this still already.",
            ),
            models.CheckConstraint(
                name="still_has_a_size", condition=Q(width__gte=1, height__gte=1)
            ),
            models.CheckConstraint(name="still_has_a_file", condition=~Q(image="") & ~Q(sha256="")),
        ]

    def __str__(self) -> str:
        return f"{self.film} no. {self.position}"

    def get_absolute_url(self) -> str:
        """The still's page."""
        return reverse("catalog:still", args=[self.pk])

    @property
    def path(self) -> Path:
        """Where the original bytes lie."""
        return Path(settings.MEDIA_ROOT) / self.image

    @property
    def ratio(self) -> float:
        """Width over height of the whole picture."""
        return self.width / self.height
