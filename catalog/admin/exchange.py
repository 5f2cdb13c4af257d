"""Films in and out as CSV: the library's pages, kept within bounds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV
from import_export.forms import ConfirmImportForm, ImportForm
from import_export.tmp_storages import CacheStorage

from catalog.admin.pages import AnyAdmin
from catalog.upkeep.given_table import BadTableError, as_written
from catalog.upkeep.tables import FilmTable

MOST_BYTES = 2_000_000


class UploadGoneError(Exception):
    """A table that was looked at is kept no more."""


class Uploads(CacheStorage):
    """Tables between the look at them and the confirmation: for an hour, then forgotten."""

    CACHE_LIFETIME = 3_600

    def read(self) -> bytes:
        """The table. Raises UploadGoneError."""
        data = super().read()
        if data is None:
            raise UploadGoneError
        return data


class TableForm(ImportForm):
    """A table to import; what cannot be read at all is refused here, with its place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = "Table"
        self.fields[
            "import_file"
        ].help_text = "CSV in UTF-8 with commas, semicolons or tabs, at most 2 MB and 5,000 rows."
        self.fields["import_file"].widget.attrs["accept"] = ".csv,.tsv,.txt,text/csv"
        self.fields["format"].widget = forms.HiddenInput()

    def clean_import_file(self) -> UploadedFile[Any]:
        """Small enough, text, and as wide everywhere as its head; as CSV with commas."""
        table: UploadedFile[Any] = self.cleaned_data["import_file"]
        if (table.size or 0) > MOST_BYTES:
            raise forms.ValidationError("The table has more than 2 MB. Import it in parts.")
        try:
            text = as_written(table.read())
        except BadTableError as error:
            raise forms.ValidationError(list(error.faults[:20])) from error
        return SimpleUploadedFile(str(table.name), text.encode(), "text/csv")


class ConfirmTableForm(ConfirmImportForm):
    """There is one format."""

    def clean_format(self) -> str:
        """Its number."""
        return "0"


class ExchangesFilms(ImportExportMixin, AnyAdmin):
    """Adds Import and Export to the admin of films."""

    resource_classes = [FilmTable]
    formats = [CSV]
    import_form_class = TableForm
    confirm_form_class = ConfirmTableForm
    tmp_storage_class = Uploads
    import_template_name = "admin/catalog/film/import.html"
    skip_export_form = True
    to_encoding = "utf-8-sig"  # spreadsheets take it for Latin-1 otherwise

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Rows may be new films or change old ones."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever may look."""
        return self.has_view_permission(request)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """The table, unless the list cannot be narrowed down as asked."""
        try:
            return super().export_action(request)
        except (IncorrectLookupParameters, OverflowError, ValueError):
            if not request.GET:
                raise
            return redirect(reverse("admin:catalog_film_changelist") + f"?{ERROR_FLAG}=1")

    def get_export_filename(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """The same every time: the browser numbers them."""
        return "films.csv"

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Import what was confirmed, unless it is kept no more."""
        try:
            return super().process_import(request, **kwargs)
        except UploadGoneError:
            messages.warning(request, "The table is not kept any longer. Choose it again.")
            return redirect("admin:catalog_film_import")

    def process_dataset(self, *args: Any, **kwargs: Any) -> Any:
        """All of it or nothing: the catalogue may have changed since the preview."""
        kwargs["rollback_on_validation_errors"] = True
        return super().process_dataset(*args, **kwargs)

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Say what came of it."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request,
                "Nothing was imported: the catalogue has changed since the preview. "
                "Import the table again to see what is in the way.",
            )
            return redirect("admin:catalog_film_import")
        return super().process_result(result, request)

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        """In our words."""
        new, changed = result.totals["new"], result.totals["update"]
        same = result.totals["skip"]
        messages.success(request, f"Imported: {new} new, {changed} changed, {same} as they were.")
