"""What commands say of a database that is not set up."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from catalog.upkeep.migrated import MIGRATE, is_behind


class SaysMigrate(BaseCommand):
    """A command that says what to do when its tables are not there, or not as they should be."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it. Raises CommandError."""
        try:
            return super().execute(*args, **options)
        except (DatabaseError, CommandError) as error:
            cause = error.__cause__ if isinstance(error, CommandError) else error
            if isinstance(cause, DatabaseError) and is_behind():
                raise CommandError(MIGRATE) from error
            raise
