from __future__ import annotations

import pytest
from django.test import Client, override_settings

from accounts.models import User

pytestmark = pytest.mark.django_db

PATHS = {"fr": "/fr/composants/", "nl": "/nl/componenten/"}


@pytest.mark.parametrize("code", PATHS)
def test_readers_find_no_such_page(client: Client, code: str) -> None:
    assert client.get(PATHS[code]).status_code == 404


@pytest.mark.parametrize("code", PATHS)
def test_staff_sees_every_component_in_each_language(client: Client, code: str) -> None:
    client.force_login(User.objects.create_superuser("root@example.org"))
    response = client.get(PATHS[code])
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{code}-BE">' in html
    parts = ("tiles", "thread", "bar", "step", "news", "themes", "register", "notice--caution", "pagination", "error")
    assert [part for part in parts if f'class="{part}' not in html and f" {part}" not in html] == []


def test_a_member_without_a_role_finds_no_such_page(client: Client) -> None:
    client.force_login(User.objects.create_user("member@example.org"))
    assert client.get(PATHS["fr"]).status_code == 404


@override_settings(SHOW_COMPONENTS=True)
def test_search_engines_are_told_to_leave_it_out(client: Client) -> None:
    response = client.get(PATHS["nl"])
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "componenten" not in client.get("/sitemap.xml").content.decode()
