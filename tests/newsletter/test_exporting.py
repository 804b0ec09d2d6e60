"""Taking the list out: no formula, and a trace of who took whom."""

from __future__ import annotations

import csv
import io

import pytest
from wagtail.models import ModelLogEntry

from newsletter import exporting
from newsletter.models import Subscriber, Transfer
from tests.factories import make_user
from tests.factories.newsletter import make_subscriber
from themes.models import Theme


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_export_has_the_choices_of_each_subscriber(themes: list[Theme]) -> None:
    person = make_subscriber("ann@example.be", themes=tuple(themes), frequency="weekly")
    (row,) = rows(exporting.export(Subscriber.objects.all(), reason="yearly report", by=make_user()))
    assert row["email"] == "ann@example.be"
    assert (row["themes"], row["frequency"], row["uuid"]) == ("insal|vide", "weekly", str(person.uuid))


@pytest.mark.parametrize("email", ["=cmd|x@example.be", "+32@example.be", "-1@example.be"])
def test_formulas_are_neutralised(themes: object, email: str) -> None:
    make_subscriber(email)
    (row,) = rows(exporting.export(Subscriber.objects.all(), reason="test", by=make_user()))
    assert row["email"] == f"'{email}"


def test_export_is_logged_once_with_reason_and_pseudonyms(themes: object) -> None:
    person, by = make_subscriber("ann@example.be"), make_user()
    exporting.export(Subscriber.objects.all(), reason="yearly report", by=by)
    done = Transfer.objects.get()
    assert (done.kind, done.by, done.reason, done.number) == ("export", by, "yearly report", 1)
    assert done.subscribers == [str(person.uuid)]
    (entry,) = ModelLogEntry.objects.filter(action=exporting.EXPORTED)
    assert "@" not in f"{entry.label}{entry.data}"


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries_is_the_same_for_one_and_for_three(
    themes: list[Theme], number: int, django_assert_max_num_queries: object
) -> None:
    for _each in range(number):
        make_subscriber(themes=tuple(themes))
    by = make_user()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        exporting.export(Subscriber.objects.all(), reason="test", by=by)
