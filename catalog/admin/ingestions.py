"""Bringing stills in, and the record of it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest

from catalog.forms import IngestionForm
from catalog.models import Ingestion, IngestionItem
from catalog.tasks import run_ingestion


class IngestionItemInline(admin.TabularInline):
    """What became of each picture."""

    model = IngestionItem
    extra = 0
    can_delete = False
    fields = readonly_fields = ("source", "state", "code", "message", "still")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Items are the record of a run."""
        return False


@admin.register(Ingestion)
class IngestionAdmin(admin.ModelAdmin):
    """Bring stills in from pasted addresses or a gallery page; the worker does it."""

    list_display = ("created_at", "film", "state", "source_count", "requested_by")
    list_filter = ("state",)
    list_select_related = ("film", "requested_by")
    inlines = (IngestionItemInline,)
    readonly_fields = ("film", "state", "addresses", "requested_by", "created_at", "finished_at")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """The form of addresses for a new ingestion; an old one is a record."""
        if obj is None:
            kwargs["form"] = IngestionForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What to bring in, or what was."""
        return self.readonly_fields if obj else ("film", "addresses")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """All of a record."""
        return self.readonly_fields if obj else ()

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Films by typing."""
        return ("film",)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Items, once there may be some."""
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: Ingestion, form: Any, change: bool) -> None:
        """Queue a new ingestion to the worker."""
        if change:
            return
        obj.sources = form.cleaned_data["addresses"]
        obj.requested_by = request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)
        run_ingestion.enqueue(obj.pk)
        messages.info(request, "Queued. Reload its page to see what has come in.")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record is looked at, not changed."""
        return obj is None and super().has_change_permission(request, obj)

    @admin.display(description="Sources")
    def source_count(self, ingestion: Ingestion) -> int:
        """How many addresses were given."""
        return len(ingestion.sources)

    @admin.display(description="Addresses")
    def addresses(self, ingestion: Ingestion) -> str:
        """The addresses, one a line."""
        return "\n".join(ingestion.sources)
