import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from portal.setup import ensure_tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ['"aaaaaaaa\\000b"', "short", "../../etc/passwd", "A" * 32, "é" * 32])
def test_a_cookie_that_no_session_can_have_counts_as_none(value: str) -> None:
    ensure_tree()
    response = Client().get("/fr/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={value}"})
    assert response.status_code == 200
    assert "Cookie" not in response.headers.get("Vary", "")


def test_what_somebody_signed_in_reads_is_kept_by_no_cache() -> None:
    ensure_tree()
    client = Client()
    client.force_login(User.objects.create_user("member@example.org"))
    response = client.get("/fr/recherche/?q=logement")
    assert "private" in response.headers["Cache-Control"]
    assert "no-store" in response.headers["Cache-Control"]


def test_what_anyone_reads_says_nothing_of_private() -> None:
    ensure_tree()
    assert "private" not in Client().get("/fr/recherche/?q=logement").headers.get("Cache-Control", "")
