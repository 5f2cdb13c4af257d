"""The admin's form to bring stills in."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from catalog.ingestion.addresses import origins, parse
from catalog.ingestion.errors import IngestionError
from catalog.models import Ingestion

MOST_ADDRESSES = 500


class IngestionForm(forms.ModelForm):
    """Addresses of pictures or gallery pages, for a film or for the film the page names."""

    addresses = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 12, "cols": 80, "class": "vLargeTextField"}),
        help_text="One address a line: pictures, or a gallery page.",
    )

    class Meta:
        model = Ingestion
        fields = ("film",)
        help_texts = {"film": "Left empty, a gallery page's own credits name the film."}

    def clean_addresses(self) -> list[str]:
        """The addresses; every one that would be refused is named with its reason."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        addresses = list(dict.fromkeys(line for line in lines if line))
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(f"At most {MOST_ADDRESSES} addresses at once.", code="too_many")
        trusted = origins(settings.INGEST_TRUSTED_ORIGINS)
        problems = []
        for address in addresses:
            try:
                parse(address, trusted=trusted)
            except IngestionError as error:
                problems.append(ValidationError(f"{address[:120]}: {error}", code=error.code))
        if problems:
            raise ValidationError(problems)
        return addresses
