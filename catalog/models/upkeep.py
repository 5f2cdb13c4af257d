"""Rows for the upkeep of the catalogue: what can be undone, and who is at work."""

from django.conf import settings
from django.db import models


class Removal(models.Model):
    """Films or stills that were deleted and can be brought back until ``expires_at``.

    ``rows`` holds them as they were; the files named by ``contents`` (SHA-256) stay until the
    removal is final.
    """

    label = models.CharField(max_length=300)
    rows = models.JSONField()
    contents = models.JSONField(default=list)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.label


class WorkerBeat(models.Model):
    """A background worker's sign of life."""

    name = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-seen_at",)

    def __str__(self) -> str:
        return self.name
