"""Background work of the catalogue."""

from django.utils import timezone
from django_tasks import task

from catalog.ingestion.errors import UnreadableSource
from catalog.ingestion.service import Outcome, State, ingest
from catalog.ingestion.texts import clean
from catalog.models import Ingestion, IngestionItem
from catalog.signals import Compute


@task()
def run_ingestion(ingestion_id: int) -> None:
    """Bring an ingestion's sources in, an item for every outcome.

    Only addresses are taken: whoever fills in the form need not be allowed to read this machine's
    files. Run again after a crash it goes on: what is stored is known, and items are kept by
    source. An ingestion that is finished, or gone, is left alone.
    """
    ingestion = Ingestion.objects.filter(pk=ingestion_id).select_related("film").first()
    if ingestion is None or ingestion.finished_at is not None:
        return
    _set_state(ingestion, Ingestion.State.RUNNING)
    whole = False
    try:
        for outcome in ingest(
            _addresses(ingestion), film=ingestion.film, compute=Compute.LATER, local=False
        ):
            _record(ingestion, outcome)
        whole = True
    finally:
        failed = ingestion.items.filter(state=IngestionItem.State.FAILED).exists()
        ingestion.finished_at = timezone.now()
        done = whole and not failed
        _set_state(ingestion, Ingestion.State.DONE if done else Ingestion.State.FAILED)


def _addresses(ingestion: Ingestion) -> list[str]:
    """The sources as far as they are texts; anything else becomes a failed item."""
    sources = ingestion.sources if isinstance(ingestion.sources, list) else [ingestion.sources]
    for source in sources:
        if not isinstance(source, str):
            error = UnreadableSource("A source is an address, written as text.")
            _record(
                ingestion,
                Outcome(repr(source), State.FAILED, code=error.code, message=error.message),
            )
    return [source.strip() for source in sources if isinstance(source, str) and source.strip()]


def _record(ingestion: Ingestion, outcome: Outcome) -> None:
    """Keep an outcome as the item of its source; that it is known now is no news of it."""
    source = clean(outcome.source, 2048)
    item = ingestion.items.filter(source=source).first()
    if item is None:
        item = IngestionItem(ingestion=ingestion, source=source)
    elif outcome.state == State.KNOWN and item.state == IngestionItem.State.STORED:
        return
    item.state = IngestionItem.State(outcome.state.value)
    item.code = outcome.code
    item.message = clean(outcome.message, 500)
    item.still = outcome.still
    item.save()


def _set_state(ingestion: Ingestion, state: Ingestion.State) -> None:
    ingestion.state = state
    ingestion.save(update_fields=["state", "finished_at"])
