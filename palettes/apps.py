"""Computing, keeping, searching and comparing palettes."""

from django.apps import AppConfig


class PalettesConfig(AppConfig):
    """Connects what happens when the catalogue stores a still."""

    name = "palettes"
    verbose_name = "Palettes"

    def ready(self) -> None:
        """Import the receivers of the catalogue's signals."""
        from palettes import receivers  # noqa: F401
