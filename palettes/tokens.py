"""Tokens that let a program write through the API: made in the admin, kept as hashes."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PREFIX: Final = "chroma_"
SHOWN: Final = 6
"""Letters of a token that lists show, so that its owner knows it again."""
NOTED_EVERY: Final = timedelta(hours=1)


class ApiToken(models.Model):
    """Who may write, and what. The token itself is 256 random bits, told once and not kept."""

    name = models.CharField(max_length=100, help_text="Who uses it, and for what.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(max_length=20, editable=False)
    ingest = models.BooleanField("may bring stills in", default=False)
    recompute = models.BooleanField("may have palettes recomputed", default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField("last used", null=True, editable=False)
    revoked_at = models.DateTimeField("revoked", null=True, editable=False)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(
                name="token_may_do_something",
                condition=Q(ingest=True) | Q(recompute=True),
                violation_error_message="Choose what the token may do.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @property
    def scopes(self) -> tuple[str, ...]:
        """What it allows: ``ingest``, ``recompute``."""
        return tuple(scope for scope in ("ingest", "recompute") if getattr(self, scope))

    def renew(self) -> str:
        """Give it a new secret, and tell it: the only time that it is known."""
        token = PREFIX + secrets.token_urlsafe(32)
        self.digest = digest_of(token)
        self.start = token[: len(PREFIX) + SHOWN]
        return token

    @classmethod
    def known(cls, token: str) -> "ApiToken | None":
        """The row of a token that holds; its last use is noted, once an hour at most."""
        if not token.startswith(PREFIX) or not token.isascii() or len(token) > 100:
            return None
        found = cls._default_manager.filter(digest=digest_of(token), revoked_at=None)
        row = found.select_related("made_by").first()
        now = timezone.now()
        if row is not None and (row.used_at is None or now - row.used_at > NOTED_EVERY):
            cls._default_manager.filter(pk=row.pk).update(used_at=now)
        return row


def digest_of(token: str) -> str:
    """SHA-256: enough for what nobody can guess."""
    return hashlib.sha256(token.encode()).hexdigest()
