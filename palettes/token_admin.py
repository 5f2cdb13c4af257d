"""API tokens in the admin: made, shown once, revoked."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from palettes.tokens import ApiToken


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):
    """Who may write through the API; a token itself is shown when it is made, and never again."""

    list_display = (
        "name",
        "begins",
        "ingest",
        "recompute",
        "made_by",
        "made_at",
        "used_at",
        "state",
    )
    list_filter = ("ingest", "recompute")
    list_select_related = ("made_by",)
    search_fields = ("name", "start")
    fields = ("name", "ingest", "recompute")
    actions = ("revoke",)

    @admin.display(description="Begins with", ordering="start")
    def begins(self, token: ApiToken) -> str:
        """What its owner knows it by."""
        return f"{token.start}…"

    @admin.display(description="State", ordering="revoked_at")
    def state(self, token: ApiToken) -> str:
        """Whether it holds."""
        return f"revoked {token.revoked_at:%Y-%m-%d %H:%M}" if token.revoked_at else "good"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What a token may do is settled when it is made: whoever holds it was told."""
        if obj is None:
            return ()
        return ("begins", "ingest", "recompute", "made_by", "made_at", "used_at", "state")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A made one with its story."""
        return self.fields if obj is None else ("name", *self.get_readonly_fields(request, obj))

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        """Give a new one its secret, which the answer tells."""
        if not change:
            obj.made_by = request.user  # type: ignore[assignment]
            request.new_token = obj.renew()  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def response_add(
        self, request: HttpRequest, obj: ApiToken, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The page that shows the token: no redirect could carry it without keeping it."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "The token is made",
            "token": obj,
            "secret": request.new_token,  # type: ignore[attr-defined]
            "address": request.build_absolute_uri("/api/v1/"),
        }
        response = TemplateResponse(request, "admin/palettes/apitoken/made.html", context)
        add_never_cache_headers(response)
        return response

    @admin.action(description="Revoke the chosen tokens", permissions=["change"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[ApiToken]) -> None:
        """End them at once; their rows stay, to tell who had one."""
        count = chosen.filter(revoked_at=None).update(revoked_at=timezone.now())
        self.message_user(request, f"Revoked: {count} {'token' if count == 1 else 'tokens'}.")
