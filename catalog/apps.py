"""The catalogue: films, stills, people, and getting stills in."""

from django.apps import AppConfig, apps


class CatalogConfig(AppConfig):
    """Connects the catalogue's own receivers."""

    name = "catalog"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        """Import the receivers, which remove files after rows are gone, and the checks."""
        from catalog import checks, receivers  # noqa: F401

        # The admin names it to keepers, who do not know the library.
        apps.get_app_config("django_tasks_database").verbose_name = "Background work"
