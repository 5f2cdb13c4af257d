"""What is remembered of other people's servers, shared by every process that asks them."""

from django.db import models


class Host(models.Model):
    """A host that was asked: whose turn it is, when it may be asked again, what it forbids.

    One request at a time: ``holder`` has the turn until ``held_until`` at the latest.
    ``free_at`` ends the pause after the last request, ``shut_until`` what the host asked for
    with Retry-After or the breaker after ``failures`` in a row.
    """

    name = models.CharField(max_length=260, unique=True, help_text="host or host:port")
    holder = models.CharField(max_length=60, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    free_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    shut_until = models.DateTimeField(null=True, blank=True)
    shut_code = models.CharField(max_length=40, blank=True)
    robots = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SeenAddress(models.Model):
    """What an address gave when it was fetched last, so that it need not be sent again.

    A picture's bytes are named by ``sha256`` and ``extension``; a page's pictures are kept as
    ``gallery``. ``etag`` and ``last_modified`` are the server's words, sent back to it.
    """

    url = models.CharField(max_length=2048, unique=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    extension = models.CharField(max_length=4, blank=True)
    gallery = models.JSONField(null=True, blank=True)
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-seen_at",)
        verbose_name_plural = "seen addresses"

    def __str__(self) -> str:
        return self.url
