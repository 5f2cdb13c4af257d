"""What is wrong with the settings, told before anything is begun."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from catalog.ingestion.addresses import origins
from catalog.ingestion.errors import AddressRefused

_HINT = (
    "Write each origin as http://host:port or https://host:port, separated by commas, such as "
    "INGEST_TRUSTED_ORIGINS=http://127.0.0.1:8001,https://stills.example.org"
)


@register()
def trusted_origins(**kwargs: Any) -> list[CheckMessage]:
    """Whether every trusted origin is one."""
    problems: list[CheckMessage] = []
    for value in settings.INGEST_TRUSTED_ORIGINS:
        try:
            origins([value])
        except AddressRefused as error:
            problems.append(Error(error.message, hint=_HINT, id="catalog.E001"))
    return problems
