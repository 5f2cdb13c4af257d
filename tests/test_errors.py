"""What is said when a request is turned away."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

pytestmark = pytest.mark.django_db
TAKE_FORMS = {"palettes:picture", "palettes:lab"}
PAGES = [
    f"{resolver.namespace}:{one.name}"
    for resolver in get_resolver().url_patterns
    if isinstance(resolver, URLResolver) and resolver.namespace in ("catalog", "palettes")
    for one in resolver.url_patterns
    if isinstance(one, URLPattern) and not one.pattern.converters
]


@pytest.fixture
def stranger() -> Client:
    """As a browser of another site: without a form's key."""
    return Client(enforce_csrf_checks=True)


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "lxml").main.text.split())


@pytest.mark.parametrize("name", sorted(set(PAGES) - TAKE_FORMS))
def test_a_page_to_read_takes_no_forms(stranger, name: str) -> None:
    response = stranger.post(reverse(name))
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["/admin/login/", "/lab/"])
def test_a_form_without_its_key_says_what_to_do(stranger, path: str) -> None:
    response = stranger.post(path)
    assert response.status_code == 403
    assert "send it again" in text_of(response)


def test_a_request_that_cannot_be_read_has_a_page(client) -> None:
    response = client.get("/films/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "cannot be read" in text_of(response)
    assert b"evil.example" not in response.content


def test_those_without_the_right_are_told_so(client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("helper", is_staff=True))
    response = client.get("/admin/catalog/film/add/")
    assert response.status_code == 403
    assert "Ask for the right" in text_of(response)
