"""The admin's forms to bring stills in: what to look at, and what the film is."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from catalog.choosing import SelectByTyping
from catalog.ingestion.addresses import origins, parse
from catalog.ingestion.errors import BadManifest, IngestionError
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.manifests import film_facts
from catalog.ingestion.uploads import megabytes
from catalog.models import Film, Ingestion

MOST_ADDRESSES = 500
MOST_PAGES = 50
MOST_NAMED = 20  # problems told of at once


class SeveralFiles(forms.ClearableFileInput):
    """A field that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """The files of :class:`SeveralFiles`, as a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each of them, checked as Django checks one."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class FilmByTyping(SelectByTyping):
    """Django's, with words in the empty field: it is named by what it holds."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With a placeholder."""
        return {**super().build_attrs(*args, **kwargs), "data-placeholder": "Find a film by title"}


class IngestionForm(forms.Form):
    """Addresses, files, a zip, a manifest, for a film or for the film the sources name."""

    film = forms.ModelChoiceField(Film.objects.all(), required=False)
    title = forms.CharField(max_length=300, required=False, label="Or a new film")
    year = forms.CharField(max_length=4, required=False)
    addresses = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80, "spellcheck": "false"}),
    )
    follow = forms.IntegerField(min_value=0, max_value=MOST_PAGES, initial=0, required=False)
    pictures = FilesField(required=False)
    manifest = forms.FileField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The film is looked for by typing."""
        super().__init__(*args, **kwargs)
        field = Ingestion._meta.get_field("film")
        film: Any = self.fields["film"]
        film.widget = FilmByTyping(field, admin.site)
        film.widget.choices = film.choices
        self.fields["title"].widget.attrs["autocomplete"] = "off"
        self.fields["year"].widget.attrs["inputmode"] = "numeric"
        self.fields["follow"].help_text = (
            f"Galleries that a list page leads to, 0 to {MOST_PAGES}. "
            "With 0 a page is taken as it stands."
        )
        self.fields["pictures"].help_text = (
            f"Pictures of up to {megabytes(settings.INGEST_MAX_PICTURE_BYTES)} each, "
            f"or a zip of up to {settings.UPLOAD_MAX_ENTRIES} of them, "
            f"{megabytes(settings.UPLOAD_MAX_ZIP_BYTES)} unpacked."
        )
        for name, field_ in self.fields.items():
            field_.widget.attrs["aria-describedby"] = f"help_{name}"

    def clean_addresses(self) -> list[str]:
        """The addresses; every one that would be refused is named with its reason."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        addresses = list(dict.fromkeys(line for line in lines if line))
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(f"At most {MOST_ADDRESSES} addresses at once.", code="too_many")
        try:
            trusted = origins(settings.INGEST_TRUSTED_ORIGINS)
        except IngestionError as error:
            raise ValidationError(error.message, code=error.code) from error
        problems = []
        for address in addresses:
            try:
                parse(address, trusted=trusted)
            except IngestionError as error:
                problems.append(ValidationError(f"{address[:120]}: {error}", code=error.code))
        if len(problems) > MOST_NAMED:
            more = ValidationError(f"And {len(problems) - MOST_NAMED} more.")
            problems = [*problems[:MOST_NAMED], more]
        if problems:
            raise ValidationError(problems)
        return addresses

    def clean_pictures(self) -> list[UploadedFile]:
        """The files; a loose one is a picture, so it is as large as a picture may be."""
        files = self.cleaned_data["pictures"]
        most = settings.INGEST_MAX_PICTURE_BYTES
        for file in files:
            if (file.size or 0) > most and not str(file.name).lower().endswith(".zip"):
                name = str(file.name)[:120]
                raise ValidationError(f"{name} is larger than {megabytes(most)}.", code="large")
        return files

    def clean(self) -> dict[str, Any]:
        """Something to look at, of one film."""
        data = super().clean() or self.cleaned_data
        if data.get("film") and data.get("title"):
            self.add_error("title", "Choose a film or name a new one, not both.")
        try:
            facts = film_facts({"film": data.get("title"), "year": data.get("year")})
        except BadManifest as error:
            self.add_error("year", sentence(error))
        else:
            data["facts"] = facts
        given = (data.get("addresses"), data.get("pictures"), data.get("manifest"))
        if not any(given) and not self.errors:
            raise ValidationError("Give addresses, files or a manifest.", code="nothing")
        return data


CREDITS = {
    "title": "film",
    "year": "year",
    "directors": "director",
    "cinematographers": "cinematographer",
    "country": "country",
    "genres": "genre",
    "aspect_ratio": "ratio",
}
"""Facts of a film that a curator may edit, and the manifest's column with the same rules."""
LABELS = {"cinematographers": "Cinematography", "aspect_ratio": "Aspect ratio"}


class CreditsForm(forms.Form):
    """What the sources say of the film, to accept or edit; the rules are a manifest's."""

    def __init__(self, *args: Any, facts: FilmFacts, **kwargs: Any) -> None:
        """Prefilled with the facts."""
        super().__init__(*args, **kwargs)
        for name in CREDITS:
            label = LABELS.get(name, name.capitalize())
            initial = as_text(getattr(facts, name))
            # As long as a cell of a manifest: longer ones are cut there, not refused here.
            self.fields[name] = forms.CharField(
                required=False, label=label, initial=initial, max_length=4096
            )
        for name in ("directors", "cinematographers", "genres"):
            self.fields[name].help_text = "Names with ; between them."

    def clean(self) -> dict[str, Any]:
        """The facts, as ``cleaned_data["facts"]``."""
        data = super().clean() or self.cleaned_data
        told = {CREDITS[name]: data.get(name) for name in CREDITS}
        for name, column in CREDITS.items():
            try:
                film_facts({column: told[column]})
            except BadManifest as error:
                self.add_error(name, sentence(error))
        if not self.errors:
            data["facts"] = film_facts(told)
        return data


def as_text(value: Any) -> str:
    """A fact as one line that is read back as the same fact."""
    if isinstance(value, tuple | list):
        return "; ".join(value)
    return "" if value is None else str(value)


def sentence(error: IngestionError) -> str:
    """A manifest's complaint, which follows its row's number, by itself."""
    return error.message[:1].upper() + error.message[1:]
