"""Sessions of people who work in the admin, which end when nothing is done."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from accounts.idle import ACTIVE, SINCE
from portal.setup import ensure_tree
from tests.factories import make_draft, member_of

pytestmark = pytest.mark.django_db

HOME = "/admin/"


@pytest.fixture
def editor(client: Client) -> Client:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.EDITORS.group))
    client.get(HOME)
    return client


def let_pass(client: Client, minutes: float) -> None:
    """Make everything that the session remembers so much older."""
    session, back = client.session, int(minutes * 60)
    session[ACTIVE] -= back
    session[SINCE] -= back
    session.save()
    # Saving has counted from now on; the row must say what it said before.
    ends = session[ACTIVE] + 30 * 60
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=ends - time.time()))


def minutes_left() -> int:
    return round((Session.objects.get().expire_date - timezone.now()).total_seconds() / 60)


def may_enter(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_session_ends_after_half_an_hour_without_work(editor: Client) -> None:
    let_pass(editor, 31)
    assert not may_enter(editor)
    assert editor.get(reverse("session_left")).json() == {"left": 0}


def test_work_renews_it(editor: Client) -> None:
    let_pass(editor, 29)
    assert may_enter(editor)
    assert minutes_left() == 30


def test_twelve_hours_are_the_end_however_much_is_done(editor: Client) -> None:
    session = editor.session
    session[SINCE] -= 12 * 3600 - 10 * 60
    session.save()
    let_pass(editor, 5)
    editor.get(HOME)
    assert minutes_left() == 5


def test_what_an_open_page_asks_by_itself_renews_nothing(editor: Client) -> None:
    page = make_draft()
    editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    let_pass(editor, 20)
    left = editor.get(reverse("session_left")).json()["left"]
    assert (round(left / 60), minutes_left()) == (10, 10)


def test_somebody_before_the_screen_can_stay(editor: Client) -> None:
    let_pass(editor, 20)
    answer = editor.post(reverse("session_stay")).json()
    assert (answer["left"], minutes_left()) == (1800, 30)


def test_cookie_ends_with_the_browser_and_signing_in_starts_the_half_hour(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    person = member_of(roles.EDITORS.group)
    person.set_password("correct horse battery staple")
    person.save()
    answer: Any = client.post("/fr/connexion/", {"login": person.email, "password": "correct horse battery staple"})
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"], minutes_left()) == ("", "", 30)


def test_session_of_a_reader_is_no_shorter(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    client.force_login(member_of(roles.MEMBERS.group))
    client.get("/fr/")
    assert minutes_left() == 12 * 60


def test_every_page_of_the_admin_holds_the_warning(editor: Client) -> None:
    page = editor.get(HOME).content.decode()
    assert ('<template id="idle-limit"' in page, "portal/admin/idle.js" in page) == (True, True)
