"""What nobody sends who uses the pages: keys that are none, numbers that no column holds.

Django turns some of it away in words and fails at the rest; here all of it is turned away.
"""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import BadRequest
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

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
        try:
            return super().changelist_view(request, extra_context)
        except (IncorrectLookupParameters, OverflowError, ValueError):
            # As Django does of most: the list, without what it was asked to be narrowed down by.
            if ERROR_FLAG in request.GET or not request.GET:
                raise
            return redirect(f"{request.path}?{ERROR_FLAG}=1")

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
