"""A database without its tables is told how to get them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, OperationalError
from django.test import RequestFactory

from catalog.upkeep import migrated
from catalog.views import errors

ROOT = Path(__file__).parents[2]
MIGRATE = "run python manage.py migrate"

ASK = """
import django
from django.conf import settings
django.setup()
from django.core.management import CommandError, call_command
from django.test import Client
settings.DEBUG, settings.ALLOWED_HOSTS = False, ["*"]
for asked in (["ingest_stills", "x.jpg"], ["ingest_stills", "--resume", "1"],
              ["ingest_stills", "--dry-run", "catalog/sample/half-board"], ["load_sample"],
              ["load_sample", "--remove"], ["compute_palettes"], ["worker", "--batch"]):
    try:
        call_command(*asked, verbosity=0)
    except CommandError as error:
        print("command", error)
response = Client(raise_request_exception=False).get("/")
print("page", response.status_code, response.text.strip())
"""


COMMANDS = 7


def test_commands_and_pages_of_a_new_database_say_how_to_set_it_up() -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    *commands, page = asked.stdout.splitlines()
    assert len(commands) == COMMANDS
    assert [line for line in commands if MIGRATE not in line] == []
    assert page.startswith("page 503 ")
    assert MIGRATE in page


@pytest.mark.django_db
def test_what_else_the_database_says_is_not_put_down_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not migrated.is_behind()
    request = RequestFactory().get("/")
    try:
        raise OperationalError("disk I/O error")
    except DatabaseError:
        response = errors.broken(request)
    assert response.status_code == 500
    assert MIGRATE not in response.text
    monkeypatch.setattr(errors, "is_behind", lambda: True)
    assert errors.broken(request).status_code == 500  # nothing of the database has failed
