"""What nobody sends who uses the pages: keys that are none, numbers that no column holds.

Django turns some of it away in words and fails at the rest; here all of it is turned away.
"""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import BadRequest
from django.db import models
from django.http import HttpRequest, HttpResponse

from catalog.admin.pages import AnyAdmin
from catalog.choosing import SelectByTyping, SelectSeveralByTyping, is_key


class TakesNonsense(AnyAdmin):
    """Answers an admin's lists and forms without failing, whatever is asked of them."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; of what was chosen in it only keys count."""
        if ACTION_CHECKBOX_NAME in request.POST:
            post = request.POST.copy()
            chosen = [key for key in post.getlist(ACTION_CHECKBOX_NAME) if is_key(key)]
            post.setlist(ACTION_CHECKBOX_NAME, chosen)
            request.POST = post  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The list as it is narrowed down; a query that cannot be asked is one that makes no sense,
        and Django leads to the list without it. Without a query it is a fault of ours.
        """
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters(error) from error

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A form; numbers beyond every column are told of without looking for them."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except OverflowError:
            raise BadRequest("A number in this form is too large to be one of ours.") from None

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Chosen by typing, where Django would do it so."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SelectByTyping(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: models.ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Chosen by typing, where Django would do it so."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SelectSeveralByTyping(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
