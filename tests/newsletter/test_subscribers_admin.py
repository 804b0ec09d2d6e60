"""Subscribers in the admin: by whom, and what may be done."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import User
from accounts.roles import COORDINATION, EDITORS, apply_roles
from newsletter.models import Status, Subscriber, Transfer
from tests.factories import make_user, member_of
from tests.factories.newsletter import make_subscriber
from themes.models import Theme

PAGES = ("subscribers:index", "subscriber_figures", "import_subscribers", "export_subscribers")
ORIGIN = {"source": "list of the seminar", "given_on": "2026-10-05"}


@pytest.fixture
def cell(client: Client, themes: list[Theme]) -> Client:
    apply_roles()
    client.force_login(member_of(COORDINATION.group))
    return client


@pytest.mark.parametrize("name", PAGES)
def test_editors_see_nothing_of_subscribers(client: Client, themes: object, name: str) -> None:
    apply_roles()
    client.force_login(member_of(EDITORS.group))
    assert client.get(reverse(name)).status_code == 302


def test_import_and_export_are_rights_of_their_own(client: Client, themes: object) -> None:
    person: User = make_user()
    rights = ("access_admin", "view_subscriber")
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(person)
    assert [client.get(reverse(name)).status_code for name in PAGES] == [200, 200, 302, 302]


def test_list_is_searched_and_filtered(cell: Client, themes: list[Theme]) -> None:
    make_subscriber("ann@example.be", themes=(themes[0],))
    make_subscriber("bob@example.be", status=Status.UNSUBSCRIBED, language="nl")
    for query, shown, hidden in (
        ("q=ANN@example.be", "ann@", "bob@"),
        ("q=bob", "bob@", "ann@"),
        ("status=unsubscribed", "bob@", "ann@"),
        (f"theme={themes[0].pk}", "ann@", "bob@"),
    ):
        text = cell.get(f"{reverse('subscribers:index')}?{query}").content.decode()
        assert shown in text, query
        assert hidden not in text, query


def test_nobody_is_added_or_changed_by_hand(cell: Client) -> None:
    person = make_subscriber()
    assert cell.get(reverse("subscribers:add")).status_code in {302, 404}
    for name in ("edit", "delete"):
        assert cell.get(reverse(f"subscribers:{name}", args=(person.pk,))).status_code in {302, 404}


def test_somebody_who_called_is_unsubscribed_or_erased(cell: Client) -> None:
    person = make_subscriber("ann@example.be")
    assert "Effacer" in cell.get(reverse("subscribers:inspect", args=(person.pk,))).content.decode()
    cell.post(reverse("end_subscriber", args=(person.pk,)))
    assert Subscriber.objects.get().status == Status.UNSUBSCRIBED
    cell.post(reverse("erase_subscriber", args=(person.pk,)))
    assert Subscriber.objects.get().email == ""
    entries = ModelLogEntry.objects.filter(action__startswith="newsletter.")
    assert entries.count() == 2
    assert not [entry for entry in entries if "@" in f"{entry.label}{entry.data}"]


def test_file_is_tried_and_then_imported_without_choosing_it_again(cell: Client) -> None:
    content = b"email,language,themes\nann@example.be,nl,vide\nbroken,nl,vide\n"
    sent = {**ORIGIN, "step": "try", "file": SimpleUploadedFile("list.csv", content)}
    answer = cell.post(reverse("import_subscribers"), sent)
    assert not Subscriber.objects.exists()
    assert answer.context["plan"].counts == {"new": 1, "faulty": 1}
    done = cell.post(
        reverse("import_subscribers"), {**ORIGIN, "step": "go", "content": answer.context["carried"], "file": ""}
    )
    assert done.context["plan"].counts == {"new": 1, "faulty": 1}
    assert Subscriber.objects.get().status == Status.ACTIVE


@pytest.mark.parametrize(
    "change",
    [
        {"source": ""},
        {"given_on": ""},
        {"given_on": "2999-01-01"},
        {"source": "list of ann@example.be"},
        {"file": SimpleUploadedFile("list.csv", b"\xff\xff")},
        {"file": ""},
        {"file": "", "content": "forged"},
    ],
)
def test_import_without_source_date_or_file_is_refused(cell: Client, change: dict[str, Any]) -> None:
    file = SimpleUploadedFile("list.csv", b"email,language,themes\nann@example.be,nl,vide\n")
    answer = cell.post(reverse("import_subscribers"), {**ORIGIN, "step": "go", "file": file, **change})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Subscriber.objects.exists()


def test_export_needs_a_reason_and_leaves_a_trace(cell: Client) -> None:
    make_subscriber("ann@example.be")
    asked = {"status": "active", "language": ""}
    assert "csv" not in cell.post(reverse("export_subscribers"), asked)["Content-Type"]
    assert not Transfer.objects.exists()
    answer = cell.post(reverse("export_subscribers"), {**asked, "reason": "yearly report"})
    assert answer["Content-Type"].startswith("text/csv")
    assert b"ann@example.be" in answer.content
    assert Transfer.objects.get().reason == "yearly report"


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_as_many_queries_for_three_as_for_one(
    cell: Client, number: int, django_assert_max_num_queries: Any
) -> None:
    for _each in range(number):
        make_subscriber()
    with django_assert_max_num_queries(20):
        cell.get(reverse("subscribers:index"))
