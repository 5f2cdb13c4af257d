"""What follows in the catalogue itself when rows change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from catalog import renditions
from catalog.models import Film, Still
from catalog.signals import Compute, stills_changed


@receiver(post_delete, sender=Still)
def remove_files(sender: type[Still], instance: Still, **kwargs: Any) -> None:
    """Remove a deleted still's files once the deletion is committed.

    Two films may hold the same content, which is one file: the last still takes it along.
    """

    def remove() -> None:
        if not Still.objects.filter(sha256=instance.sha256).exists():
            instance.path.unlink(missing_ok=True)
            renditions.remove(instance.sha256)
        film = Film.objects.filter(pk=instance.film_id).first()
        if film is not None:
            stills_changed.send(sender=Film, film=film, compute=Compute.LATER)

    transaction.on_commit(remove)
