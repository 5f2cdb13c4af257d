"""An ingestion that a command goes on with, or why it cannot."""

from django.core.management.base import CommandError
from django.urls import NoReverseMatch, reverse

from catalog.ingestion import control
from catalog.models import Ingestion, IngestionItem

_State = Ingestion.State


def resumed_ingestion(pk: int | None, *, retry_failed: bool) -> Ingestion:
    """The ingestion of that key, or the last one, put back in the queue.

    Raises CommandError when there is none, or nothing that a command could do at it; it says who
    can do what.
    """
    ingestions = Ingestion.objects.all()
    ingestion = ingestions.filter(pk=pk).first() if pk else ingestions.first()
    if ingestion is None:
        raise CommandError(f"There is no ingestion {pk}." if pk else "There is no ingestion yet.")
    if ingestion.state == _State.PREVIEW:
        raise CommandError(
            f"Ingestion {ingestion.pk} is a preview: the worker looks at it, and it is confirmed "
            f"at {_page(ingestion)} before anything is stored."
        )
    if ingestion.state == _State.CANCELLED:
        raise CommandError(
            f"Ingestion {ingestion.pk} was cancelled and stays so: give its sources again."
        )
    if not control.resume(ingestion, retry_failed=retry_failed, every=True):
        raise CommandError(
            f"Nothing is left to do in ingestion {ingestion.pk}, "
            f"which is {ingestion.get_state_display()}.{_about_failed(ingestion, retry_failed)}"
        )
    return ingestion


def _about_failed(ingestion: Ingestion, retried: bool) -> str:
    """What can be done about those that failed."""
    failed = ingestion.items.filter(state=IngestionItem.State.FAILED)
    if not failed.exists():
        return ""
    if not retried and failed.exclude(url="", file="").exists():
        return " --retry-failed tries again what failed."
    return " What failed cannot be tried again as it stands: give it anew, put right."


def _page(ingestion: Ingestion) -> str:
    try:
        return reverse("admin:catalog_ingestion_page", args=[ingestion.pk])
    except NoReverseMatch:
        return "its page in the admin"
