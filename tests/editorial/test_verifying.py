from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts import roles
from editorial.confirming import version_of
from editorial.models import Verification
from editorial.verifying import ACTION, years_after
from law.models import LegalBasis, Provision
from portal.setup import ensure_tree
from tests.factories import (
    make_draft,
    make_guide,
    make_organisation,
    make_practice,
    make_provision,
    member_of,
    reload,
    republish,
)

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def click(client: Client, page: Any, seen: str | None = None) -> Any:
    data = {"seen": version_of(reload(page)) if seen is None else seen}
    return client.post(reverse("editorial:verify_at_once", args=[page.pk]), data, follow=True)


def listed(client: Client, **query: str) -> list[Any]:
    return list(client.get(reverse("editorial:verification_results"), query).context["object_list"])


def cite(page: Any, provision: Provision) -> Any:
    return republish(page, legal_basis=[LegalBasis(provision=provision)])


def amend(provision: Provision, day: date) -> None:
    provision.amended_on = day
    provision.save()


@pytest.mark.parametrize(("make", "years"), [(make_guide, 1), (make_practice, 2)])
def test_one_click_says_that_a_record_is_right_today_and_when_to_look_again(
    cell: Client, make: Any, years: int
) -> None:
    page = make()
    click(cell, page)
    page = reload(page)
    assert (page.verified_on, page.law_as_at) == (today(), today())
    assert page.next_review == years_after(today(), years)
    assert (page.verified_by, page.has_unpublished_changes) == (page.organisation, False)


def test_event_stands_in_the_history_apart_from_the_edits(cell: Client) -> None:
    page = make_guide()
    published = reload(page).last_published_at
    click(cell, page)
    assert [event.verified_on for event in Verification.objects.filter(page=page)] == [today(), date(2026, 1, 15)]
    assert PageLogEntry.objects.filter(page=page.pk, action=ACTION).count() == 1
    assert reload(page).last_published_at == published


def test_next_publication_keeps_what_was_verified_and_notes_nothing_again(cell: Client) -> None:
    page = make_guide()
    click(cell, page)
    page = republish(page, summary_fr="Un autre résumé.")
    assert page.verified_on == today()
    assert Verification.objects.filter(page=page).count() == 2


def test_draft_ahead_of_the_published_text_stays_a_draft(cell: Client) -> None:
    page = make_guide()
    draft = page.get_latest_revision_as_object()
    draft.summary_fr = "Pas encore publié."
    draft.save_revision()
    click(cell, page)
    page = reload(page)
    latest = page.get_latest_revision_as_object()
    assert page.has_unpublished_changes
    assert (latest.summary_fr, latest.verified_on) == ("Pas encore publié.", today())
    assert page.summary_fr != "Pas encore publié."


def test_click_on_a_version_that_is_no_longer_the_last_one_changes_nothing(cell: Client) -> None:
    page = make_guide()
    seen = version_of(page)
    republish(page, summary_fr="Un autre résumé.")
    response = click(cell, page, seen)
    assert reload(page).verified_on == date(2026, 1, 15)
    assert "a changé depuis" in response.content.decode() or "is gewijzigd sinds" in response.content.decode()


def test_draft_cannot_be_verified(cell: Client) -> None:
    assert click(cell, make_draft(), "x").status_code == 404


def test_editor_verifies_the_records_of_the_own_organisation_only(client: Client) -> None:
    ensure_tree()
    roles.apply_roles()
    person = member_of(roles.EDITORS.group)
    person.organisation = make_organisation()
    person.save()
    client.force_login(person)
    own, others = make_guide(organisation=person.organisation), make_guide()
    assert click(client, own).status_code == 200
    click(client, others)
    assert (reload(own).verified_on, reload(others).verified_on) == (today(), date(2026, 1, 15))


def test_form_takes_the_body_the_law_the_next_date_and_a_note(cell: Client) -> None:
    page, body = make_guide(), make_organisation()
    url = reverse("editorial:verify", args=[page.pk])
    next_review = today() + timedelta(days=90)
    data = {
        **{"verified_by": body.pk, "law_as_at": "2026-10-01", "next_review": next_review.isoformat()},
        **{"note": "comparé au texte consolidé", "seen": version_of(page)},
    }
    assert cell.post(url, data).status_code == 302
    page, event = reload(page), Verification.objects.filter(page=page).first()
    assert (page.verified_by, page.law_as_at, page.next_review) == (body, date(2026, 10, 1), next_review)
    assert event is not None
    assert event.note == "comparé au texte consolidé"
    assert "comparé au texte consolidé" in cell.get(url).content.decode()


@pytest.mark.parametrize(("field", "days"), [("law_as_at", 1), ("next_review", 0)])
def test_form_refuses_days_that_cannot_be(cell: Client, field: str, days: int) -> None:
    page = make_guide()
    data = {
        **{"verified_by": page.organisation_id, "law_as_at": today().isoformat(), "seen": version_of(page)},
        "next_review": (today() + timedelta(days=9)).isoformat(),
    }
    data[field] = (today() + timedelta(days=days)).isoformat()
    response = cell.post(reverse("editorial:verify", args=[page.pk]), data)
    assert list(response.context["form"].errors) == [field]


def test_amended_provision_flags_every_record_that_cites_it_until_it_is_verified(cell: Client) -> None:
    provision, far = make_provision(), today() + timedelta(days=400)
    citing = cite(make_guide(law_as_at=date(2026, 1, 1), next_review=far), provision)
    cite(make_guide(law_as_at=today(), next_review=far), provision)
    amend(provision, date(2026, 6, 1))
    assert [each.pk for each in listed(cell)] == [citing.pk]
    assert [each.pk for each in listed(cell, why="amended")] == [citing.pk]
    assert listed(cell, why="overdue") == []
    click(cell, citing)
    assert listed(cell) == []


def test_provision_cited_in_a_step_counts_as_well(cell: Client) -> None:
    provision = make_provision()
    guide = make_guide(law_as_at=date(2026, 1, 1), next_review=today() + timedelta(days=400))
    step = guide.steps.get()
    step.provision = provision
    republish(guide, steps=[step])
    amend(provision, date(2026, 6, 1))
    assert [each.pk for each in listed(cell)] == [guide.pk]


def test_amendment_that_lies_ahead_flags_nothing_yet(cell: Client) -> None:
    provision = make_provision()
    cite(make_guide(next_review=today() + timedelta(days=400)), provision)
    amend(provision, today() + timedelta(days=1))
    assert listed(cell) == []


@pytest.mark.parametrize(("path", "told"), [("/fr/", "Le droit a changé"), ("/nl/", "De wetgeving is gewijzigd")])
def test_reader_is_told_calmly_until_somebody_has_verified(cell: Client, path: str, told: str) -> None:
    provision = make_provision()
    for make in (make_guide, make_practice):
        page = cite(make(law_as_at=date(2026, 1, 1)), provision)
        amend(provision, date(2026, 6, 1))
        assert told in Client().get(page.url_in(path.strip("/"))).content.decode()
        click(cell, page)
        assert told not in Client().get(page.url_in(path.strip("/"))).content.decode()


def test_number_of_queries_does_not_grow_with_the_records(cell: Client, django_assert_max_num_queries: Any) -> None:
    def one_more() -> None:
        cite(make_guide(law_as_at=date(2026, 1, 1)), provision)

    provision = make_provision()
    amend(provision, date(2026, 6, 1))
    url = reverse("editorial:verification_results")
    one_more()
    cell.get(url)
    with django_assert_max_num_queries(30) as one:
        cell.get(url)
    one_more()
    one_more()
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(cell.get(url).context["object_list"]) == 3


def test_29_february_comes_back_as_the_28th() -> None:
    assert years_after(date(2028, 2, 29), 1) == date(2029, 2, 28)
