"""Films as a table: one row for each, its address (slug) the key."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from import_export import fields, instance_loaders, resources

from catalog.models import Film, Genre, Person
from catalog.upkeep import cells, rows

COLUMNS = (
    "slug",
    "title",
    "year",
    "directors",
    "cinematographers",
    "country",
    "genres",
    "aspect_ratio",
    "source_url",
    "note",
)


class Difference(resources.Diff):
    """What a row changes, cell by cell, as markup without styles of its own."""

    def as_html(self) -> list[SafeString | str]:
        """The old value struck out, the new one behind it; a value that stays, alone."""
        return [
            new if old == new else _changed("" if self.new else old, new)
            for old, new in zip(self.left, self.right, strict=True)
        ]


class FilmTable(resources.ModelResource):
    """Reads and writes the table."""

    slug = fields.Field("slug", "slug", cells.Text())
    title = fields.Field("title", "title", cells.Text())
    year = fields.Field("year", "year", cells.Year())
    directors = fields.Field("directors", "directors", cells.Names(Person))
    cinematographers = fields.Field("cinematographers", "cinematographers", cells.Names(Person))
    country = fields.Field("country", "country", cells.Text())
    genres = fields.Field("genres", "genres", cells.Names(Genre))
    aspect_ratio = fields.Field("aspect_ratio", "aspect_ratio", cells.Ratio())
    source_url = fields.Field("source_url", "source_url", cells.Text())
    note = fields.Field("note", "note", cells.Text())

    class Meta:
        model = Film
        fields = COLUMNS
        import_id_fields = ("slug",)
        instance_loader_class = instance_loaders.CachedInstanceLoader
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = False  # counted, not shown
        use_transactions = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.seen: dict[str, int] = {}
        self.titles: dict[tuple[str, int | None], str] = {}
        # Directors and cinematographers are people alike: somebody new is made once.
        self.fields["cinematographers"].widget = self.fields["directors"].widget

    def get_queryset(self) -> QuerySet[Film]:
        """With people and genres."""
        return super().get_queryset().prefetch_related(*rows.NAMES)

    def get_diff_class(self) -> type[Difference]:
        """Ours: the library's carries inline styles, which the pages' policy refuses."""
        return Difference

    def filter_export(self, queryset: QuerySet[Film], **kwargs: Any) -> QuerySet[Film]:
        """With people and genres."""
        return queryset.prefetch_related(*rows.NAMES)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Learn which films there are, in one question."""
        films = Film.objects.values_list("title", "year", "slug")
        self.titles = {(title.casefold(), year): slug for title, year, slug in films}

    def before_import_row(self, row: Any, row_number: int = 0, **kwargs: Any) -> None:
        """Refuse a row that is there twice, or that would make a film twice."""
        slug = self.fields["slug"].clean(row)
        if slug:
            first = self.seen.setdefault(slug, row_number)
            if first != row_number:
                raise ValidationError({"slug": f"Row {first + 1} has this slug too."})
            return
        try:
            year = self.fields["year"].clean(row) if "year" in row else None
        except ValidationError:
            return  # told with the row's other faults
        key = (self.fields["title"].clean(row).casefold(), year)
        there = self.titles.setdefault(key, "")
        if there:
            raise ValidationError(
                {"slug": f"This film is in the catalogue: write {there} as its slug to change it."}
            )
        first = self.seen.setdefault(f"{key}", row_number)
        if first != row_number:
            raise ValidationError({"title": f"Row {first + 1} has this title and year too."})


def _changed(old: str, new: str) -> SafeString:
    if not old:
        return format_html("<ins>{}</ins>", new)
    if not new:
        return format_html("<del>{}</del>", old)
    return format_html("<del>{}</del> <ins>{}</ins>", old, new)
