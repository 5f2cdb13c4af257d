"""What follows in the catalogue itself when rows change."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from catalog.models import Film, Still
from catalog.signals import Compute, stills_changed
from catalog.upkeep import files


class Aftermath:
    """What follows a transaction's deletions of stills, whether it deletes one or a thousand."""

    def __init__(self) -> None:
        self.images: dict[str, str] = {}
        self.films: set[int] = set()
        self.over = False

    def __call__(self) -> None:
        """Take files away that nobody needs, and tell each film that lives on once."""
        self.over = True
        files.drop(self.images)
        for film in Film.objects.filter(pk__in=self.films):
            stills_changed.send(sender=Film, film=film, compute=Compute.LATER)


@receiver(post_delete, sender=Still)
def remove_files(sender: type[Still], instance: Still, using: str, **kwargs: Any) -> None:
    """Remove a deleted still's files once the deletion is committed.

    Two films may hold the same content, which is one file: the last still takes it along.
    """
    aftermath = _aftermath(using)
    aftermath.images[instance.sha256] = instance.image
    aftermath.films.add(instance.film_id)


def _aftermath(using: str) -> Aftermath:
    """The one that waits for this transaction's commit, or a new one.

    One of another savepoint will not do: it goes when that savepoint is rolled back.
    """
    connection = transaction.get_connection(using)
    savepoints = set(connection.savepoint_ids)
    for waits_in, waiting, _ in reversed(connection.run_on_commit):
        if isinstance(waiting, Aftermath) and waits_in == savepoints and not waiting.over:
            return waiting
    aftermath = Aftermath()
    transaction.on_commit(aftermath, using)
    return aftermath
