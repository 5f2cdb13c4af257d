"""The preview of an ingestion: what was found, to be chosen from and confirmed."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from catalog import progress
from catalog.admin.ordering import numbers
from catalog.admin.pages import AnyAdmin, answer
from catalog.forms import CreditsForm, as_text
from catalog.ingestion import likeness
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.proposals import Proposal, accept, has, proposals
from catalog.models import Ingestion, IngestionItem
from catalog.progress import Mark, Overview, Row
from catalog.tasks import run_ingestion

_State, _Item = Ingestion.State, IngestionItem.State
MOST_LISTED = 60  # refused, known and waiting ones, each
MOST_WAITING = 12
MOST_TILES = 300
_OVERLAP = timedelta(seconds=30)


class ShowsPreview(AnyAdmin):
    """Adds the preview, which is an ingestion's page until it is confirmed."""

    def preview_page(
        self, request: HttpRequest, ingestion: Ingestion, *, status: int = 200, **context: Any
    ) -> HttpResponse:
        """What was found so far."""
        context = {**self.preview_context(request, ingestion), **context}
        context["may_change"] = self.has_change_permission(request)
        template = "admin/catalog/ingestion/preview.html"
        title = f"Preview of ingestion {ingestion.pk}"
        return answer(request, self, template, title, status=status, **context)

    def preview_context(
        self, request: HttpRequest, ingestion: Ingestion, form: CreditsForm | None = None
    ) -> dict[str, Any]:
        """What the page shows; the number of queries does not depend on that of the items."""
        now = timezone.now()
        seen = progress.overview(ingestion)
        ready = list(progress.shown(ingestion.items.all(), state=_Item.READY)[:MOST_TILES])
        films = proposals(ingestion, ready)
        tiles = _tiles(films, seen)
        single = films[0] if len(films) == 1 else None
        digest = _digest(single)
        return {
            "ingestion": ingestion,
            "seen": seen,
            "live": progress.is_live(ingestion, seen, 0),
            "absent": progress.worker_absence(ingestion, seen),
            "films": tiles,
            "single": single,
            "credits": (form or _form(single)) if single else None,
            "has": _kept(single),
            "digest": digest,
            "same_facts": bool(request.GET.get("edited") or request.GET.get("facts") == digest),
            "ready": max(seen.counts[Mark.READY], len(ready)),
            "known": self._listed(ingestion, seen, _Item.KNOWN),
            "refused": self._listed(ingestion, seen, _Item.FAILED),
            "waiting": self._waiting(ingestion, seen),
            "since": _since(request),
            # Rows that were being written while this was read must be drawn the next time.
            "stamp": (now - _OVERLAP).isoformat(),
            "tiles_shown": ready,
            "pause": f"{settings.INGEST_PAUSE:g}",
            "now": now,
            "unticked": set(),
            "said": seen.told if request.GET.get("said") != seen.told else "",
        }

    def _listed(self, ingestion: Ingestion, seen: Overview, state: str) -> list[Row]:
        items = progress.shown(ingestion.items.all(), state=state)[:MOST_LISTED]
        if state == _Item.FAILED:
            return progress.rows_of_failures(ingestion, items, seen)
        return progress.rows(items, seen)

    def _waiting(self, ingestion: Ingestion, seen: Overview) -> list[Row]:
        """The first ones, and of the next those that something is said of."""
        listed = self._listed(ingestion, seen, _Item.WAITING)
        return [row for n, row in enumerate(listed) if n < MOST_WAITING or row.item.message]

    def confirm_view(self, request: HttpRequest, ingestion: Ingestion) -> HttpResponse:
        """Keep the ticks and the edited credits, and let the worker store the rest."""
        if ingestion.state != _State.PREVIEW:
            messages.info(request, "This was confirmed, or cancelled, already.")
            return redirect("admin:catalog_ingestion_page", ingestion.pk)
        shown = numbers(request.POST.getlist("shown"))
        kept = numbers(request.POST.getlist("keep"))
        context = self.preview_context(request, ingestion)
        single, form = context["single"], None
        unticked = set(shown) - set(kept)
        if single is not None and "credits" in request.POST:
            form = CreditsForm(request.POST, facts=single.facts)
            _check_title(form, ingestion, context["seen"])
        problem = ""
        if context["ready"] - len(unticked) < 1 and not context["seen"].unseen:
            problem = "Nothing is chosen: tick what is to come in, or cancel."
        if problem or (form is not None and not form.is_valid()):
            return self.preview_page(
                request, ingestion, status=400, unticked=unticked, problem=problem,
                credits=form or context["credits"],
            )  # fmt: skip
        facts = _edited(form, single)
        accept(ingestion, facts, shown, kept)
        run_ingestion.enqueue(ingestion.pk)
        self.log_change(request, ingestion, "Confirmed.")
        return redirect("admin:catalog_ingestion_page", ingestion.pk)


def _tiles(films: Sequence[Proposal], seen: Overview) -> list[tuple[Proposal, list[Row]]]:
    """The pictures by film; one that looks like an earlier one names it."""
    found = []
    for film in films:
        tiles = progress.rows(film.items, seen)
        hashes: list[tuple[str, Row]] = []
        for tile in tiles:
            mine = tile.item.perceptual_hash
            if not mine:
                continue
            near = (
                row for other, row in hashes if likeness.likeness(mine, other) <= likeness.ALIKE
            )
            tile.twin = next(near, None)
            hashes.append((mine, tile))
        found.append((film, tiles))
    return found


def _form(single: Proposal | None) -> CreditsForm | None:
    return CreditsForm(facts=single.facts) if single else None


def _kept(single: Proposal | None) -> dict[str, str]:
    """The facts that the catalogue's film has and keeps, as text."""
    if single is None or single.film is None:
        return {}
    return {name: as_text(value) for name, value in has(single.film).items()}


def _edited(form: CreditsForm | None, single: Proposal | None) -> FilmFacts | None:
    """The facts of the form; a film of the catalogue keeps its own name."""
    if form is None or single is None:
        return None
    facts: FilmFacts = form.cleaned_data["facts"]
    if single.film is not None:
        named = FilmFacts(title=single.film.title, year=single.film.year)
        return named.over(facts)
    return facts


def _check_title(form: CreditsForm, ingestion: Ingestion, seen: Overview) -> None:
    """A film has a title, unless a page that is still to be opened may name it."""
    named = form.data.get("title") or ingestion.film_id
    if not named and not seen.counts[Mark.WAITING] + seen.counts[Mark.FETCHING]:
        form.add_error("title", "Name the film.")


def _digest(single: Proposal | None) -> str:
    if single is None:
        return "several"
    text = json.dumps([single.facts.as_json(), single.film.pk if single.film else 0])
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _since(request: HttpRequest) -> datetime | None:
    """When what the page has now was drawn: what has not changed since is not drawn again."""
    try:
        return parse_datetime(request.GET.get("since", "").replace(" ", "+")[:40])
    except ValueError:
        return None
