"""Previews to look at, of files painted by the tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.submitting import submit
from catalog.models import Ingestion
from catalog.tasks import run_ingestion

Preview = Callable[..., Ingestion]


@pytest.fixture
def run() -> Callable[[Ingestion], Ingestion]:
    """Do what the worker does, at once."""

    def work(ingestion: Ingestion) -> Ingestion:
        run_ingestion.func(ingestion.pk)
        ingestion.refresh_from_db()
        return ingestion

    return work


@pytest.fixture
def upload(make_picture: Any) -> Callable[..., SimpleUploadedFile]:
    """A file of a painted picture, as a form sends it."""

    def make(name: str = "a.png", *colours: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, make_picture(*colours).read_bytes())

    return make


@pytest.fixture
def preview(db: None, run: Any, upload: Any) -> Preview:
    """A preview of files that was looked at."""

    def make(count: int = 2, *, title: str = "A Film", **more: Any) -> Ingestion:
        files = [upload(f"{number}.png") for number in range(count)]
        return run(submit([], files=files, facts=FilmFacts(title=title), **more))

    return make
