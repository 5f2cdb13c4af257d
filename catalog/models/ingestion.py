"""Ingestions: requests to bring stills in, and what became of each source."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models.film import Film
from catalog.models.still import Still


class Ingestion(models.Model):
    """One request to bring stills in, queued to the worker."""

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", "queued"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "done with failures"

    film = models.ForeignKey(
        Film, null=True, blank=True, on_delete=models.CASCADE, related_name="ingestions"
    )
    sources = models.JSONField(help_text="Addresses, in the order given.")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Ingestion {self.pk}"


class IngestionItem(models.Model):
    """One picture of an ingestion, and its outcome."""

    class State(models.TextChoices):
        """What became of it: the outcomes of :mod:`catalog.ingestion.service`."""

        STORED = "stored", "stored"
        KNOWN = "known", "already here"
        FAILED = "failed", "failed"

    ingestion = models.ForeignKey(Ingestion, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=2048)
    state = models.CharField(max_length=10, choices=State)
    code = models.CharField(max_length=40, blank=True, help_text="Stable code of a failure.")
    message = models.CharField(max_length=500, blank=True)
    still = models.ForeignKey(Still, null=True, blank=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="failed_item_has_a_code", condition=~Q(state="failed") | ~Q(code="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_state_display()}"
