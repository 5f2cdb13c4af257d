"""Whether the database is as the code expects it, and what to say when it is not."""

from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor

MIGRATE: Final = (
    "The database is not set up yet, or older than this version: run python manage.py migrate"
)


def is_behind() -> bool:
    """Whether migrations are still to be run; False when the database cannot tell."""
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except MigrationSchemaMissing:
        return True
    except (DatabaseError, ImproperlyConfigured):
        return False
