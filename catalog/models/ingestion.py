"""Ingestions: requests to bring stills in, and what became of each picture.

The rows are the truth; queues are only a hint. Whoever works takes an item under a lease
(``owner``, ``until``); a lease that lapses, because its owner was killed, lets anybody take the
item again.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.models.film import Film
from catalog.models.still import Still, is_sha256


class Ingestion(models.Model):
    """One request to bring stills in, from the admin, a command or the API."""

    class State(models.TextChoices):
        """How far it has come."""

        PREVIEW = "preview", "preview"
        QUEUED = "queued", "queued"
        RUNNING = "running", "running"
        PAUSED = "paused", "paused"
        PARTIAL = "partial", "broken off"
        CANCELLED = "cancelled", "cancelled"
        DONE = "done", "done"
        FAILED = "failed", "done with failures"

    class Origin(models.TextChoices):
        """Where it was asked for."""

        COMMAND = "command", "command"
        ADMIN = "admin", "admin"
        API = "api", "API"

    film = models.ForeignKey(
        Film, null=True, blank=True, on_delete=models.CASCADE, related_name="ingestions"
    )
    sources = models.JSONField(help_text="Addresses, paths or uploads, in the order given.")
    facts = models.JSONField(
        default=dict, blank=True, help_text="What is said of the film; it wins over the sources."
    )
    follow = models.PositiveSmallIntegerField(
        default=0, help_text="How many more pages of a gallery's list are opened, at most."
    )
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.ADMIN)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="Until then nothing is stored: it is a preview."
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["state", "created_at"], name="ingestion_state")]

    def __str__(self) -> str:
        return f"Ingestion {self.pk}"


class IngestionItem(models.Model):
    """One picture of an ingestion, or a source that has not been looked into, and its outcome.

    ``root`` is the place of the source it comes from among the ingestion's sources, ``number``
    its place within the ingestion. A source that turns out to be a page or a folder is
    *opened*: pictures of its own follow it.
    """

    class Kind(models.TextChoices):
        """What it stands for."""

        SOURCE = "source", "source"
        PICTURE = "picture", "picture"

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "waiting"
        OPENED = "opened", "opened"
        READY = "ready", "ready to be stored"
        STORED = "stored", "stored"
        KNOWN = "known", "already here"
        FAILED = "failed", "refused"
        LEFT_OUT = "left_out", "left out"

    ingestion = models.ForeignKey(Ingestion, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PICTURE)
    root = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=4096, help_text="As it was given or found.")
    url = models.CharField(max_length=2048, blank=True)
    found_on = models.CharField(max_length=2048, blank=True, help_text="Page that named it.")
    file = models.CharField(max_length=4096, blank=True, help_text="Path of a local file.")
    facts = models.JSONField(default=dict, blank=True, help_text="What its source tells of it.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    code = models.CharField(max_length=40, blank=True, help_text="Stable code of a failure.")
    message = models.CharField(max_length=500, blank=True)
    # The lease, and when it may be tried again
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=60, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    # What was found when it was fetched and verified
    sha256 = models.CharField(max_length=64, blank=True, validators=[is_sha256])
    extension = models.CharField(max_length=4, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0, help_text="Bytes.")
    fetch_ms = models.PositiveIntegerField(default=0)
    perceptual_hash = models.CharField(max_length=16, blank=True)
    bars = models.JSONField(default=list, blank=True, help_text="left, top, right, bottom: pixels")
    like = models.ForeignKey(
        Still,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A still that looks the same.",
    )
    still = models.ForeignKey(
        Still, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("root", "number", "pk")
        indexes = [
            models.Index(fields=["ingestion", "state", "root", "number"], name="item_turn"),
            models.Index(fields=["url"], name="item_url"),
            models.Index(fields=["sha256"], name="item_sha256"),
            models.Index(fields=["until"], name="item_lease"),
        ]
        constraints = [
            models.CheckConstraint(
                name="failed_item_has_a_code", condition=~Q(state="failed") | ~Q(code="")
            ),
            models.CheckConstraint(
                name="ready_item_has_a_file",
                condition=~Q(state="ready") | (~Q(sha256="") & ~Q(extension="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_state_display()}"
