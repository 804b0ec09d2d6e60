"""References and numbers of recommendations: given at publication, kept for ever."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.models import Reference
from seminars.models import PanelPage, Recommendation
from tests.factories import reload, republish
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def numbers(panel: PanelPage) -> list[tuple[int | None, str | None]]:
    rows = Recommendation.objects.filter(panel_id=panel.pk).order_by("sort_order", "pk")
    return [(row.number, row.reference) for row in rows]


def latest(panel: PanelPage) -> PanelPage:
    return reload(panel).get_latest_revision_as_object()


def add(panel: PanelPage, *rows: Recommendation) -> PanelPage:
    draft = latest(panel)
    draft.recommendations = [*draft.recommendations.all(), *rows]
    draft.save_revision()
    return draft


def test_a_draft_gives_no_number() -> None:
    panel = make_panel(published=False, recommendations=(a_recommendation(),))
    assert numbers(panel) == [(None, None)]


def test_publication_numbers_the_recommendations_in_their_order() -> None:
    panel = make_panel(recommendations=(a_recommendation(), a_recommendation()))
    assert numbers(panel) == [(1, f"RC-{YEAR}-001"), (2, f"RC-{YEAR}-002")]


def test_references_run_on_over_all_panels_and_numbers_begin_again() -> None:
    make_panel(recommendations=(a_recommendation(),))
    assert numbers(make_panel(recommendations=(a_recommendation(),))) == [(1, f"RC-{YEAR}-002")]


def test_a_recommendation_stays_the_same_row_through_drafts_and_publications() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    add(panel, a_recommendation())
    reload(panel).get_latest_revision().publish()
    before = list(Recommendation.objects.order_by("number").values_list("pk", "number", "reference"))
    for _again in range(2):
        latest(panel).save_revision().publish()
    assert list(Recommendation.objects.order_by("number").values_list("pk", "number", "reference")) == before


def test_an_older_draft_knows_the_rows_that_were_published_since() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    add(panel, a_recommendation())
    approved = reload(panel).get_latest_revision()
    latest(panel).save_revision()
    approved.publish()
    published = numbers(panel)
    latest(panel).save_revision().publish()
    assert numbers(panel) == published


def test_a_number_is_not_given_again() -> None:
    panel = make_panel(recommendations=(a_recommendation(), a_recommendation()))
    reload(panel).unpublish()
    republish(panel, recommendations=list(latest(panel).recommendations.all())[:1])
    add(panel, a_recommendation())
    reload(panel).get_latest_revision().publish()
    assert numbers(panel) == [(1, f"RC-{YEAR}-001"), (3, f"RC-{YEAR}-003")]


def test_a_published_recommendation_is_not_taken_out() -> None:
    panel = make_panel(recommendations=(a_recommendation(), a_recommendation()))
    with pytest.raises(ValidationError) as refused:
        republish(panel, recommendations=list(latest(panel).recommendations.all())[:1])
    assert f"RC-{YEAR}-002" in str(refused.value)


def test_a_reference_that_is_brought_is_kept() -> None:
    row = a_recommendation(reference="RC-2022-003", number=3)
    panel = make_panel(recommendations=(row, a_recommendation()))
    assert numbers(panel) == [(3, "RC-2022-003"), (4, f"RC-{YEAR}-001")]


@pytest.mark.parametrize("brought", ["RC-2022-003", "GT-2022-001", "x"])
def test_a_reference_of_something_else_is_not_taken(brought: str) -> None:
    make_panel(recommendations=(a_recommendation(reference="RC-2022-003", number=1),))
    panel = make_panel(recommendations=(a_recommendation(reference=brought, number=7),))
    assert numbers(panel) == [(1, f"RC-{YEAR}-001")]


def test_a_reference_leads_to_the_panel_and_outlives_it() -> None:
    panel = make_panel(recommendations=(a_recommendation(),))
    assert Reference.objects.get(text=f"RC-{YEAR}-001").page_id == panel.pk
    panel.delete()
    assert numbers(make_panel(recommendations=(a_recommendation(),))) == [(1, f"RC-{YEAR}-002")]


def test_a_copy_starts_anew() -> None:
    done = a_recommendation(state="done", reason_fr="fait", reason_nl="gedaan")
    panel = make_panel(recommendations=(done,))
    copied = panel.copy(to=make_seminar(), keep_live=False, update_attrs={"slug": panel.slug})
    copied = reload(copied)
    copied.get_latest_revision_as_object().save_revision().publish()
    (row,) = Recommendation.objects.filter(panel_id=copied.pk)
    assert (row.reference, row.number, row.state) == (f"RC-{YEAR}-002", 1, "open")
    assert numbers(panel) == [(1, f"RC-{YEAR}-001")]
