"""A recommendation that a record names is proposed as taken up by it, and is so after one click."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from seminars.models import Recommendation
from seminars.taking_up import proposals, take_up
from tests.factories import make_draft, make_guide, make_practice, make_user, member_of, reload
from tests.factories.seminars import a_recommendation, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Recommendation:
    make_panel(recommendations=(a_recommendation(text_fr="Partager les signalements"), a_recommendation()))
    return Recommendation.objects.order_by("reference").first()  # type: ignore[return-value]


def naming(reference: Any, make: Any = make_practice) -> Any:
    """Return a record whose Dutch text names a recommendation."""
    text = "problem_nl" if make is make_practice else "body_nl"
    return make(**{text: f"Zie [de aanbeveling]({reference})."})


def test_published_records_that_name_it_are_proposed_and_panels_and_drafts_are_not(row: Recommendation) -> None:
    practice, guide = naming(row.reference), naming(row.reference, make_guide)
    naming(row.reference, make_draft)
    panel = row.panel.get_latest_revision_as_object()
    panel.findings_fr = f"Voir [plus loin]({row.reference})."
    panel.save_revision().publish()
    assert proposals() == {row.reference: [practice.pk, guide.pk]}


def test_one_click_takes_it_up_and_both_ends_show_it(cell: Client, row: Recommendation) -> None:
    practice = naming(row.reference)
    html = cell.get(reverse("follow_up"), {"standing": "proposed"}).content.decode()
    assert practice.get_admin_display_title() in html
    cell.post(reverse("take_up", args=[row.pk, practice.pk]))
    row.refresh_from_db()
    assert (row.state, row.taken_up_by_id, row.decided_on) == ("taken_up", practice.pk, timezone.localdate())
    assert [event.state for event in row.events.all()][-1] == "taken_up"
    assert str(row.text_nl) in cell.get(reload(practice).url_in("nl")).content.decode()
    html = cell.get(reverse("follow_up"), {"standing": "proposed"}).content.decode()
    assert "Partager les signalements" not in html


def test_changes_that_wait_are_not_published_with_it(cell: Client, row: Recommendation) -> None:
    roles.apply_roles()
    practice = naming(row.reference)
    draft = row.panel.get_latest_revision_as_object()
    draft.findings_fr = "Un brouillon."
    draft.save_revision()
    assert take_up(row, practice, member_of(roles.COORDINATION.group)) is False
    panel: Any = reload(row.panel)
    later = panel.get_latest_revision_as_object()
    assert (str(panel.findings_fr), str(later.findings_fr)) != ("Un brouillon.", "")
    assert [each.state for each in later.recommendations.all()] == ["taken_up", "open"]
    row.refresh_from_db()
    assert row.state == "open"


def test_second_of_two_people_learns_that_it_is_decided(row: Recommendation) -> None:
    roles.apply_roles()
    one, other, by = naming(row.reference), naming(row.reference), member_of(roles.COORDINATION.group)
    assert take_up(row, one, by) is True
    with pytest.raises(ValidationError):
        take_up(row, other, by)
    row.refresh_from_db()
    assert row.taken_up_by_id == one.pk


def test_record_that_does_not_name_it_cannot_be_said_to_take_it_up(cell: Client, row: Recommendation) -> None:
    cell.post(reverse("take_up", args=[row.pk, make_practice().pk]))
    row.refresh_from_db()
    assert row.state == "open"


def test_nothing_follows_from_opening_an_address_nor_for_others(client: Client, row: Recommendation) -> None:
    practice = naming(row.reference)
    roles.apply_roles()
    client.force_login(make_user())
    assert client.post(reverse("take_up", args=[row.pk, practice.pk])).status_code in (302, 403, 404)
    client.force_login(member_of(roles.COORDINATION.group))
    assert client.get(reverse("take_up", args=[row.pk, practice.pk])).status_code == 405
    row.refresh_from_db()
    assert row.state == "open"


@pytest.mark.parametrize("standing", ["overdue", "proposed", "ownerless", "x", ""])
@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
def test_list_is_filtered_and_taken_away(cell: Client, row: Recommendation, standing: str, export: str) -> None:
    answer = cell.get(reverse("follow_up"), {"standing": standing, "export": export})
    assert answer.status_code == 200


def test_number_of_queries_does_not_grow(cell: Client, django_assert_max_num_queries: Any) -> None:
    make_panel(recommendations=tuple(a_recommendation() for _each in range(3)))
    for row in Recommendation.objects.all():
        naming(row.reference)
    for view in ("follow_up", "wagtailadmin_home"):
        cell.get(reverse(view))
        with django_assert_max_num_queries(30):
            cell.get(reverse(view))
