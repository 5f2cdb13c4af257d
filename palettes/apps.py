"""Computing, keeping, searching and comparing palettes."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PalettesConfig(AppConfig):
    """Connects what happens when the catalogue stores a still."""

    name = "palettes"
    verbose_name = "Palettes"

    def ready(self) -> None:
        """Import the receivers of the catalogue's signals, and watch what is written."""
        from palettes import page_version, receivers  # noqa: F401

        connection_created.connect(page_version.watch)
