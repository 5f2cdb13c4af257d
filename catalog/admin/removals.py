"""What was removed, to be brought back or to go for good."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.admin.nonsense import TakesNonsense
from catalog.admin.pages import answer
from catalog.models import Removal
from catalog.upkeep.removals import finish
from catalog.upkeep.undoing import Undone, undo

MOST_NOTES = 10
PERMISSIONS = ("catalog.delete_film", "catalog.delete_still")


@admin.register(Removal)
class RemovalAdmin(TakesNonsense, admin.ModelAdmin):
    """Films and stills that were deleted, until their time is over."""

    list_display = ("what", "undo_link", "when", "by", "until")
    list_display_links = ()
    list_select_related = ("removed_by",)
    search_fields = ("label",)
    fields = (
        "label",
        "created_at",
        "removed_by",
        "expires_at",
    )  # not the rows: they may be megabytes
    list_per_page = 50
    delete_selected_confirmation_template = "admin/catalog/removal/finish.html"

    class Media:
        css = {"all": ("css/keeping.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Removal]:
        """Without what is kept in them."""
        return super().get_queryset(request).defer("rows", "contents")

    def get_urls(self) -> list[URLPattern]:
        """With the page that brings back."""
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="catalog_removal_undo"), *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may remove, too: what can be undone is to be found."""
        return super().has_view_permission(request, obj) or any(
            request.user.has_perm(name) for name in PERMISSIONS
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        """As :meth:`has_view_permission`."""
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Removals come of removing."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They are brought back or go."""
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Deleting a removal is removing for good, and is called so."""
        actions = super().get_actions(request)
        if deletes := actions.get("delete_selected"):
            actions["delete_selected"] = (*deletes[:2], "Remove for good now")
        return actions

    def delete_model(self, request: HttpRequest, obj: Removal) -> None:
        """For good, with its files."""
        finish(Removal.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Removal]) -> None:
        """For good, with their files."""
        finish(queryset)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Under the name that the keeper knows it by."""
        return super().changelist_view(request, {"title": "Removals", **(extra_context or {})})

    @admin.display(description="What", ordering="label")
    def what(self, removal: Removal) -> str:
        """In words."""
        return removal.label

    @admin.display(description="Removed", ordering="created_at")
    def when(self, removal: Removal) -> datetime:
        """The moment."""
        return removal.created_at

    @admin.display(description="By", ordering="removed_by", empty_value="a command")
    def by(self, removal: Removal) -> Any:
        """Who did it."""
        return removal.removed_by

    @admin.display(description="Kept until", ordering="expires_at")
    def until(self, removal: Removal) -> datetime:
        """When it goes for good."""
        return removal.expires_at

    @admin.display(description="Undo")
    def undo_link(self, removal: Removal) -> SafeString:
        """The way back."""
        address = reverse("admin:catalog_removal_undo", args=[removal.pk])
        return format_html('<a href="{}">Undo</a>', address)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once more, then bring back."""
        removal = Removal.objects.filter(pk=pk).first()
        if removal is None:
            messages.warning(request, "That is not there any more: brought back, or gone for good.")
            return redirect("admin:catalog_removal_changelist")
        if not all(request.user.has_perm(name) for name in _needed(removal)):
            raise PermissionDenied
        if request.method != "POST":
            kept = {key: len(rows) for key, rows in removal.rows.items()}
            return answer(
                request, self, "admin/catalog/removal/undo.html", "Undo", removal=removal, kept=kept
            )
        try:
            undone = undo(pk)
        except Removal.DoesNotExist:
            messages.warning(request, "Somebody else has just brought it back.")
            return redirect("admin:catalog_removal_changelist")
        return self._say(request, removal.label, undone)

    def _say(self, request: HttpRequest, label: str, undone: Undone) -> HttpResponse:
        """What came back, and lead there."""
        if undone.films or undone.stills:
            words = f"{label}: back in the catalogue. Palettes are being made again."
            messages.success(request, words)
        for note in undone.notes[:MOST_NOTES]:
            messages.warning(request, note)
        if len(undone.notes) > MOST_NOTES:
            messages.warning(request, f"And {len(undone.notes) - MOST_NOTES} more like these.")
        films = {film.pk for film in undone.films} or {still.film_id for still in undone.stills}
        if len(films) == 1:
            return redirect("admin:catalog_film_change", films.pop())
        where = "film" if films else "removal"
        return redirect(f"admin:catalog_{where}_changelist")


def _needed(removal: Removal) -> list[str]:
    """Who may delete such a thing may bring it back."""
    return [PERMISSIONS[0]] if removal.rows["films"] else [PERMISSIONS[1]]
