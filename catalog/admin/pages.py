"""What the admin's own pages have in common with Django's."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

AnyAdmin = admin.ModelAdmin[Any]


class KeepersActions(AnyAdmin):
    """Offers the actions of ``keeping`` beside ``actions``.

    Another app that extends an admin sets ``actions`` anew; these stay.
    """

    keeping: tuple[str, ...] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Those of Django, then ours, as far as somebody may."""
        actions = super().get_actions(request)
        if not actions and not self.keeping:
            return actions
        ours = [found for name in self.keeping if (found := self.get_action(name))]
        allowed = self._filter_actions_by_permissions(request, ours)  # type: ignore[attr-defined]
        return {**actions, **{name: (run, name, words) for run, name, words in allowed}}


def answer(
    request: HttpRequest,
    keeper: AnyAdmin,
    template: str,
    title: str,
    *,
    status: int = 200,
    **context: Any,
) -> TemplateResponse:
    """A page of an admin's own, inside the frame of all the others."""
    request.current_app = keeper.admin_site.name
    frame = {
        **keeper.admin_site.each_context(request),
        "opts": keeper.opts,
        "title": title,
        "media": keeper.media,
    }
    return TemplateResponse(request, template, {**frame, **context}, status=status)
