"""Staff of several kinds, and their questions."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def staff(db) -> Callable[..., Client]:
    """A client of somebody with just these permissions of the catalogue."""

    def make(*codenames: str, strict: bool = False) -> Client:
        user = User.objects.create_user(f"staff-{User.objects.count()}", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        assert user.user_permissions.count() == len(codenames)
        client = Client(enforce_csrf_checks=strict)
        client.force_login(user)
        return client

    return make


@pytest.fixture
def viewer(staff) -> Client:
    return staff("view_film", "view_still")


def soup(response, status: int = 200) -> BeautifulSoup:
    assert response.status_code == status, response.content[:500]
    return BeautifulSoup(response.content, "lxml")


def queries(client: Client, address: str, data: dict | None = None) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, data) if data is not None else client.get(address)
    assert response.status_code in (200, 302)
    return len(captured)
