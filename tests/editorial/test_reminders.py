from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from editorial.reminders import remind
from law.models import LegalBasis
from mail.models import Message
from portal.setup import ensure_tree
from tests.factories import make_draft, make_guide, make_organisation, make_provision, republish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree() -> None:
    ensure_tree()


def body(**fields: Any) -> Any:
    found = make_organisation()
    for name, value in {"mailbox": "logement@example.org", "mail_language": "fr", **fields}.items():
        setattr(found, name, value)
    found.save()
    return found


def later(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def told() -> list[tuple[str, str]]:
    return [(message.language, message.subject) for message in Message.objects.order_by("pk")]


def test_organisation_is_told_once_a_month_what_it_is_to_verify() -> None:
    mine = body()
    make_guide(heading_fr="En retard", organisation=mine, next_review=later(-3))
    make_guide(heading_fr="Plus tard", organisation=mine, next_review=later(90))
    make_draft(heading_fr="Brouillon", organisation=mine, next_review=later(-3))
    remind()
    remind()
    message = Message.objects.get()
    assert told() == [("fr", "Une de vos fiches est à vérifier à nouveau")]
    assert "En retard" in message.text
    assert "Plus tard" not in message.text
    assert "Brouillon" not in message.text
    assert message.recipient == "logement@example.org"


def test_body_without_a_language_is_written_to_in_both() -> None:
    make_guide(organisation=body(mail_language=""), next_review=later(-3))
    remind()
    assert [language for language, _subject in told()] == ["fr", "nl"]


def test_body_without_mailbox_is_not_written_to() -> None:
    make_guide(organisation=body(mailbox=""), next_review=later(-3))
    assert remind() == ""
    assert told() == []


def test_changed_law_is_told_once_to_the_bodies_whose_records_cite_it() -> None:
    provision, mine = make_provision(), body(mail_language="nl")
    guide = make_guide(heading_nl="De bezoektermijn", organisation=mine, law_as_at=date(2026, 1, 1))
    republish(guide, legal_basis=[LegalBasis(provision=provision)], next_review=later(400))
    make_guide(organisation=body(mailbox="autre@example.org"), next_review=later(400))
    provision.amended_on = date(2026, 6, 1)
    provision.save()
    remind()
    remind()
    kinds = list(Message.objects.order_by("kind").values_list("kind", "recipient"))
    assert kinds == [(f"editorial_{name}", "logement@example.org") for name in ("amended", "verify")]
    assert "De bezoektermijn" in Message.objects.get(kind="editorial_amended").text


def test_number_of_queries_does_not_grow_with_the_records(django_assert_max_num_queries: Any) -> None:
    mine = body()
    make_guide(organisation=mine, next_review=later(-3))
    remind()
    Message.objects.all().delete()
    with django_assert_max_num_queries(40) as one:
        remind()
    Message.objects.all().delete()
    make_guide(organisation=mine, next_review=later(-3))
    make_guide(organisation=mine, next_review=later(-3))
    with django_assert_max_num_queries(len(one.captured_queries)):
        remind()
