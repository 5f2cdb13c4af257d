"""Keeping stills."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from catalog.admin.ingestions import ingestion_link
from catalog.admin.moving import MovesStills
from catalog.admin.nonsense import TakesNonsense
from catalog.admin.pages import KeepersActions
from catalog.admin.removing import RemovesStills
from catalog.admin.searching import FindsFolded
from catalog.admin.thumbnails import thumbnail
from catalog.models import Still
from catalog.upkeep.changes import announce


@admin.register(Still)
class StillAdmin(
    KeepersActions, MovesStills, RemovesStills, TakesNonsense, FindsFolded, admin.ModelAdmin
):
    """Stills and where they came from."""

    keeping = ("move_stills",)

    list_display: tuple[str, ...] = ("picture", "film", "position", "size", "licence")
    list_display_links = ("picture",)
    list_select_related = ("film",)
    list_filter = ("film",)
    search_fields = ("film__title_folded", "credit", "source_url")
    autocomplete_fields = ("film",)
    readonly_fields: ClassVar[tuple[str, ...]] = (
        "large",
        "brought_in_by",
        "size",
        "sha256",
        "image",
        "created_at",
    )
    fields: ClassVar[tuple[str, ...]] = (
        "large",
        "film",
        "position",
        "timecode",
        "credit",
        "licence",
        "source_url",
        "page_url",
        "brought_in_by",
        "size",
        "sha256",
        "image",
        "created_at",
    )
    list_per_page = 40

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Stills come in by ingestion, not by typing."""
        return False

    def save_model(self, request: HttpRequest, obj: Still, form: Any, change: bool) -> None:
        """A still given another film or place changes both films."""
        super().save_model(request, obj, form, change)
        if {"film", "position"}.intersection(form.changed_data):
            announce({obj.film_id, form.initial["film"]})

    @admin.display(description="Still")
    def picture(self, still: Still) -> SafeString | str:
        """Its thumbnail."""
        return thumbnail(still)

    @admin.display(description="Picture")
    def large(self, still: Still) -> SafeString | str:
        """The still, large enough to judge."""
        return thumbnail(still, 640)

    @admin.display(description="Brought in by")
    def brought_in_by(self, still: Still) -> SafeString | str:
        """The way to the ingestion."""
        return ingestion_link(still)

    @admin.display(description="Size")
    def size(self, still: Still) -> str:
        """Pixels of the original."""
        return f"{still.width} × {still.height}"
