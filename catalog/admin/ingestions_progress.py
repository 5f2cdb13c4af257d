"""An ingestion's page once it is confirmed: counts, the growing fingerprint, what needs a look."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from catalog import progress, renditions
from catalog.admin.pages import AnyAdmin, answer
from catalog.ingestion import control, queue
from catalog.models import Ingestion, IngestionItem
from catalog.progress import Mark, Overview
from catalog.tasks import run_ingestion

_State, _Item = Ingestion.State, IngestionItem.State
UNDER_WAY, COMPUTING, NEEDS_A_LOOK, NEWEST, PER_PAGE = 8, 3, 40, 9, 50
_LOOKED_AT = (Mark.REFUSED, Mark.RETRY, Mark.KNOWN)


class ShowsProgress(AnyAdmin):
    """Adds an ingestion's page, what it asks for every two seconds, and its buttons."""

    def get_urls(self) -> list[URLPattern]:
        """With the pages of one ingestion."""
        own: dict[str, tuple[Callable[..., HttpResponse | FileResponse], str]] = {
            "<int:pk>/": (self.page_view, "page"),
            "<int:pk>/live/": (self.live_view, "live"),
            "<int:pk>/act/": (self.act_view, "act"),
            "<int:pk>/cancel/": (self.cancel_view, "cancel"),
            "picture/<int:pk>/<int:width>.webp": (self.picture_view, "picture"),
        }
        found = [
            path(route, self.admin_site.admin_view(view), name=f"catalog_ingestion_{name}")
            for route, (view, name) in own.items()
        ]
        return [*found, *super().get_urls()]

    def page_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page of one ingestion: a preview until it is confirmed, then its progress."""
        ingestion = self.ingestion_of(request, pk)
        if ingestion.state == _State.PREVIEW:
            return self.preview_page(request, ingestion)  # type: ignore[attr-defined]
        context = progress_context(request, ingestion)
        context["may_change"] = self.has_change_permission(request)
        template = "admin/catalog/ingestion/progress.html"
        return answer(request, self, template, f"Ingestion {ingestion.pk}", **context)

    def live_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The part of the page that changes."""
        ingestion = self.ingestion_of(request, pk)
        preview = ingestion.state == _State.PREVIEW
        if preview != (request.GET.get("of") == "preview"):
            response = HttpResponse()
            response["HX-Refresh"] = "true"  # it was confirmed, or cancelled, elsewhere
            return response
        if preview:
            context = self.preview_context(request, ingestion)  # type: ignore[attr-defined]
        else:
            context = progress_context(request, ingestion)
        context["may_change"] = self.has_change_permission(request)
        part = "_preview" if preview else "_progress"
        return answer(request, self, f"admin/catalog/ingestion/{part}.html", "", **context)

    def act_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm, pause, resume, or try again."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        ingestion = self.ingestion_of(request, pk, change=True)
        what = request.POST.get("what", "")
        if what == "confirm":
            return self.confirm_view(request, ingestion)  # type: ignore[attr-defined]
        act = _ACTS.get(what)
        if act is None:
            raise Http404("There is no such action.")
        if what != "pause" and control.needs_its_command(ingestion):
            messages.error(
                request,
                "Folders of this machine are read by a command only: "
                f"manage.py ingest_stills --resume {ingestion.pk}",
            )
            return redirect("admin:catalog_ingestion_page", pk)
        with transaction.atomic():
            act(ingestion, request)
        if ingestion.state in queue.WORKING and queue.unfinished(ingestion).exists():
            run_ingestion.enqueue(ingestion.pk)
        self.log_change(request, ingestion, _WORDS[what])
        return redirect("admin:catalog_ingestion_page", pk)

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once more, then end it."""
        ingestion = self.ingestion_of(request, pk, change=True)
        if request.method == "POST":
            if control.cancel(ingestion):
                self.log_change(request, ingestion, "Cancelled.")
                messages.info(request, "Cancelled. What was stored stays.")
            else:
                messages.info(request, _ended_already(ingestion))
            return redirect("admin:catalog_ingestion_page", pk)
        if ingestion.state in control.ENDED:
            messages.info(request, _ended_already(ingestion))
            return redirect("admin:catalog_ingestion_page", pk)
        seen = progress.overview(ingestion)
        title = f"Cancel ingestion {ingestion.pk}"
        template = "admin/catalog/ingestion/cancel.html"
        return answer(request, self, template, title, ingestion=ingestion, seen=seen)

    def picture_view(self, request: HttpRequest, pk: int, width: int) -> FileResponse:
        """A picture that may not be a still yet: for those who may see its ingestion."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = IngestionItem.objects.filter(pk=pk).exclude(sha256="").first()
        if item is None:
            raise Http404("There is no such picture.")
        try:
            file = renditions.ensure(progress.Original.of(item), width)
        except (ValueError, FileNotFoundError) as error:
            raise Http404(str(error)) from error
        response = FileResponse(file.open("rb"), content_type="image/webp")
        response["Cache-Control"] = "private, max-age=86400"
        return response

    def ingestion_of(self, request: HttpRequest, pk: int, *, change: bool = False) -> Ingestion:
        """The ingestion, if somebody may see, or change, it."""
        allowed = self.has_change_permission if change else self.has_view_permission
        if not allowed(request):
            raise PermissionDenied
        found = Ingestion.objects.filter(pk=pk).select_related("film", "requested_by").first()
        if found is None:
            raise Http404("There is no such ingestion.")
        return found


def _ended_already(ingestion: Ingestion) -> str:
    if ingestion.state == _State.CANCELLED:
        return "It is cancelled already."
    return "It has ended already: there is nothing left to cancel."


def progress_context(request: HttpRequest, ingestion: Ingestion) -> dict[str, Any]:
    """What the page shows; the number of queries does not depend on that of the items."""
    seen = progress.overview(ingestion)
    pending = progress.pending_palettes(ingestion).count()
    stored = progress.shown(ingestion.items.all(), state=_Item.STORED).order_by(
        "-updated_at", "-pk"
    )
    all_of_them = "page" in request.GET
    chosen = Paginator(stored, PER_PAGE if all_of_them else NEWEST).get_page(
        request.GET.get("page")
    )
    stored_rows = progress.rows(chosen, seen)
    by_command = control.needs_its_command(ingestion)
    may_retry = ingestion.state != _State.CANCELLED and not by_command
    return {
        "ingestion": ingestion,
        "seen": seen,
        "live": progress.is_live(ingestion, seen, pending),
        "absent": progress.worker_absence(ingestion, seen),
        "under_way": _under_way(ingestion, seen),
        "computing": pending,
        "needs": _needs_a_look(ingestion, seen),
        "needs_in_all": sum(seen.counts[mark] for mark in _LOOKED_AT),
        "stored": stored_rows,
        "page": chosen,
        "all_of_them": all_of_them,
        "may_pause": ingestion.state in (_State.QUEUED, _State.RUNNING),
        "by_command": by_command,
        "may_resume": ingestion.state in (_State.PAUSED, _State.PARTIAL) and not by_command,
        "may_cancel": ingestion.state not in control.ENDED,
        "may_retry": may_retry,
        "may_retry_all": may_retry and control.retryable(ingestion).exists(),
        "said": seen.told if request.GET.get("said") != seen.told else "",
        "pause": f"{settings.INGEST_PAUSE:g}",
        "minutes_left": round(seen.seconds_left / 60),
        "film_of_it": next((row.item.still.film for row in stored_rows if row.item.still), None),
        "now": timezone.now(),
    }


def _under_way(ingestion: Ingestion, seen: Overview) -> list[progress.Row]:
    """What is being fetched, and stills whose palettes are not made yet."""
    fetching = [cell.pk for cell in seen.cells if cell.mark == Mark.FETCHING][:UNDER_WAY]
    items = list(progress.shown(ingestion.items.all(), pk__in=fetching))
    computing = progress.shown(
        ingestion.items.all(), state=_Item.STORED, still__isnull=False, still__palettes=None
    )
    return progress.rows([*computing[:COMPUTING], *items], seen)


def _needs_a_look(ingestion: Ingestion, seen: Overview) -> list[progress.Row]:
    keys = [cell.pk for cell in seen.cells if cell.mark in _LOOKED_AT][:NEEDS_A_LOOK]
    items = progress.shown(ingestion.items.all(), pk__in=keys)
    return progress.rows_of_failures(ingestion, items, seen)


def _again(ingestion: Ingestion, request: HttpRequest) -> None:
    text = request.POST.get("item", "")
    pk = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
    if ingestion.state != _State.CANCELLED and control.again(ingestion, pk):
        control.resume(ingestion)


_ACTS: dict[str, Callable[[Ingestion, HttpRequest], Any]] = {
    "pause": lambda ingestion, request: control.pause(ingestion),
    "resume": lambda ingestion, request: control.resume(ingestion),
    "retry": lambda ingestion, request: control.resume(ingestion, retry_failed=True),
    "again": _again,
}
_WORDS = {
    "pause": "Paused.",
    "resume": "Resumed.",
    "retry": "Tried the refused ones again.",
    "again": "Tried a refused one again.",
}
