"""The page of an issue: who sees it, what it offers in which state, and what its buttons do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from mail.models import Message
from mail.send import send_waiting
from newsletter.delivering import run_due
from newsletter.models import Delivery, IssuePage, Send
from portal.setup import ensure_tree
from tests.factories import make_user, member_of
from tests.mail.smtp_server import MailServer, html_of
from tests.newsletter.issues import make_issue, make_people, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cell() -> Client:
    ensure_tree()
    roles.apply_roles()
    return client_of("fr")


def client_of(language: str) -> Client:
    client, person = Client(), member_of(roles.COORDINATION.group)
    person.language = language
    person.save()
    client.force_login(person)
    return client


def do(client: Client, issue: IssuePage, what: str, **data: str) -> Any:
    return client.post(reverse("newsletter_issue_act", args=[issue.pk, what]), data)


def look(client: Client, issue: IssuePage) -> str:
    return client.get(reverse("newsletter_issue", args=[issue.pk])).content.decode()


def test_an_issue_is_approved_scheduled_sent_and_reported(cell: Client, mail_server: MailServer) -> None:
    people = make_people(4)
    issue = make_issue()
    assert "Approuver" in look(cell, issue)
    do(cell, issue, "approve")
    assert "SHA-256" in look(cell, issue)
    do(cell, issue, "now")
    run_due()
    run_due()
    page = look(cell, issue)
    assert mail_server.recipients == sorted(person.email for person in people)
    assert Send.objects.get().state == "sent"
    assert "Ce que devient l’envoi" in page or "<td>4</td>" in page
    assert not [person.email for person in people if person.email in page]


def test_reasons_against_an_approval_are_told_and_nothing_is_made(cell: Client) -> None:
    issue = make_issue(body_nl="")
    assert "manque" in look(cell, issue)
    assert do(cell, issue, "approve").status_code == 200
    assert Send.objects.count() == 0
    do(cell, issue, "approve", one_language="on")
    assert Send.objects.count() == 1


def test_a_trial_is_marked_goes_to_its_asker_and_changes_no_count(cell: Client, mail_server: MailServer) -> None:
    make_people(2)
    issue = make_issue()
    do(cell, issue, "test")
    send_waiting()
    assert {str(mail["Subject"])[:7] for mail in mail_server.mails} == {"[Essai]", "[Proef]"}
    assert len(set(mail_server.recipients)) == 1
    assert mail_server.recipients[0].endswith("@example.org")
    assert all("@@" not in html_of(mail) and "/n/u/" not in html_of(mail) for mail in mail_server.mails)
    assert mail_server.mails[0]["List-Unsubscribe"] is None
    assert (Delivery.objects.count(), Send.objects.count()) == (0, 0)


@pytest.mark.parametrize("at", ["", "tomorrow", "2020-01-01T10:00", "2027-03-28T02:30"])
def test_a_moment_that_is_none_is_told_and_nothing_scheduled(cell: Client, at: str) -> None:
    issue = make_issue()
    do(cell, issue, "approve")
    answer = do(cell, issue, "schedule", at=at)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert Send.objects.get().state == "ready"


def test_whoever_comes_second_is_told_and_changes_nothing(cell: Client) -> None:
    issue = make_issue()
    do(cell, issue, "approve")
    later = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    do(cell, issue, "schedule", at=later)
    do(client_of("nl"), issue, "cancel")
    assert do(cell, issue, "now").status_code == 404
    assert Send.objects.get().state == "cancelled"
    do(cell, issue, "approve")
    assert do(cell, issue, "pause").status_code == 302
    assert list(Send.objects.order_by("pk").values_list("state", flat=True)) == ["cancelled", "ready"]


def test_a_look_changes_nothing(cell: Client) -> None:
    issue = make_issue()
    for what in ("approve", "now", "test", "cancel"):
        assert cell.get(reverse("newsletter_issue_act", args=[issue.pk, what])).status_code == 405
    assert (Send.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", [roles.EDITORS, None])
def test_only_who_may_publish_sees_or_sends(cell: Client, role: roles.Role | None) -> None:
    issue, client = make_issue(), Client()
    client.force_login(member_of(role.group) if role else make_user())
    assert client.get(reverse("newsletter_issue", args=[issue.pk])).status_code in {302, 403}
    do(client, issue, "approve")
    assert Send.objects.count() == 0


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("sort", ["mail", "text"])
def test_the_mail_is_shown_before_and_after_approval(cell: Client, code: str, sort: str) -> None:
    issue = make_issue()
    address = reverse("newsletter_issue_mail", args=[issue.pk, code, sort])
    before = cell.get(address)
    do(cell, issue, "approve")
    after = cell.get(address)
    assert before.content == after.content
    assert getattr(issue, f"introduction_{code}") in before.content.decode()
    assert ("text/html" if sort == "mail" else "text/plain") in before["Content-Type"]


@pytest.mark.parametrize("mode", ["mail-fr", "mail-nl", "text-fr", "text-nl", "fr", "nl"])
def test_the_preview_of_the_editor_shows_each_mode(cell: Client, mode: str) -> None:
    issue = make_issue()
    answer = issue.make_preview_request(preview_mode=mode)
    assert answer.status_code == 200
    code = mode[-2:]
    assert getattr(issue, f"introduction_{code}") in answer.content.decode()


def test_reports_hold_totals_only(cell: Client, mail_server: MailServer) -> None:
    people = make_people(3)
    mail_server.replies[people[0].email] = "550 5.2.1 closed"
    send = sent()
    page = look(cell, send.issue)
    assert "5.2.1" in page
    assert not [person.email for person in people if person.email in page]


@pytest.mark.parametrize("count", [1, 3])
def test_more_recipients_ask_the_database_no_more_often(
    cell: Client, mail_server: MailServer, count: int, django_assert_max_num_queries: Any
) -> None:
    make_people(count)
    issue = sent().issue
    look(cell, issue)
    with django_assert_max_num_queries(40):
        look(cell, issue)
