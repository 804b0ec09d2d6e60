"""Copying a record of each kind in the admin: a draft of its own, whole, that says that it is a copy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from portal.copies import marked
from portal.models import InformationPage, RecordFile
from portal.published import Access, is_visible
from portal.setup import ensure_tree
from practices.models import PracticeStep
from seminars.models import Recommendation, RecommendationState
from tests.factories import make_document, make_guide, make_practice, reload, republish, restrict
from tests.factories.seminars import a_recommendation, make_panel, make_seminar, make_working_group

pytestmark = pytest.mark.django_db
KINDS = {"guide": make_guide, "practice": make_practice, "seminar": make_seminar, "panel": make_panel}
KINDS |= {"working group": make_working_group}


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    return client


def copied(client: Client, page: Any, **data: Any) -> Any:
    """Return the copy as another request would find it."""
    parent = page.get_parent()
    before = set(parent.get_children().values_list("pk", flat=True))
    response = client.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)), {"new_parent_page": parent.pk, **data}, follow=True
    )
    assert response.status_code == 200
    return reload(parent.get_children().exclude(pk__in=before).get())


@pytest.mark.parametrize("kind", KINDS)
def test_copy_of_a_published_record_is_a_draft_with_a_reference_and_addresses_of_its_own(
    admin: Client, kind: str
) -> None:
    page = KINDS[kind]()
    made = copied(admin, page, publish_copies="on", alias="on")
    assert (made.live, made.alias_of_id, made.first_published_at, made.go_live_at) == (False, None, None, None)
    assert made.reference.startswith(page.reference_prefix)
    assert made.reference != page.reference
    assert (made.slug_fr, made.slug_nl, made.url_in("fr")) == ("", "", None)
    assert not is_visible(made, Access.anonymous())
    assert reload(page).live


@pytest.mark.parametrize("kind", KINDS)
def test_copy_says_that_it_is_one_in_both_languages_and_in_the_lists(admin: Client, kind: str) -> None:
    page = KINDS[kind]()
    made = copied(admin, page)
    draft = made.get_latest_revision_as_object()
    titles = (f"{page.heading_fr} (copie)", f"{page.heading_nl} (kopie)")
    assert ((made.heading_fr, made.heading_nl), (draft.heading_fr, draft.heading_nl)) == (titles, titles)
    assert (made.title, made.draft_title) == (titles[0], titles[0])
    assert str(reload(page).heading_fr) == str(page.heading_fr)


@pytest.mark.parametrize("kind", KINDS)
def test_copy_is_published_at_other_addresses(admin: Client, kind: str) -> None:
    page = KINDS[kind]()
    made = copied(admin, page)
    made.get_latest_revision().publish()
    made, page = reload(made), reload(page)
    urls = {each.url_in(code) for each in (made, page) for code in ("fr", "nl")}
    assert (len(urls), None in urls) == (4, False)


def test_rows_and_facts_of_a_practice_are_copied_and_its_approval_is_not(admin: Client) -> None:
    page = republish(
        make_practice(),
        steps=[PracticeStep(heading_fr=f"Étape {number}", heading_nl=f"Stap {number}") for number in range(3)],
        files=[RecordFile(document=make_document(), label_fr="Lettre")],
        approved_on=date(2026, 1, 1),
    )
    draft = copied(admin, page).get_latest_revision_as_object()
    assert [step.heading_fr for step in draft.steps.all()] == ["Étape 0", "Étape 1", "Étape 2"]
    assert [row.label_fr for row in draft.files.all()] == ["Lettre"]
    assert (draft.contact_mailbox, draft.target_groups.count()) == (page.contact_mailbox, 1)
    assert draft.approved_on is None


def test_recommendations_of_a_copied_panel_start_anew(admin: Client) -> None:
    row = a_recommendation(
        state=RecommendationState.DECLINED, decided_on=date(2023, 1, 1), reason_fr="a", reason_nl="b"
    )
    page = make_panel(recommendations=(row,))
    (first,) = Recommendation.objects.filter(panel_id=page.pk)
    made = copied(admin, page)
    made.get_latest_revision().publish()
    (second,) = Recommendation.objects.filter(panel_id=made.pk)
    assert (second.text_fr, second.number, second.state) == (first.text_fr, 1, RecommendationState.OPEN)
    assert second.reference not in (None, first.reference)
    first.refresh_from_db()
    assert (first.state, first.panel_id) == (RecommendationState.DECLINED, page.pk)


def test_seminar_is_copied_with_its_panels_when_that_is_asked(admin: Client) -> None:
    seminar = make_seminar()
    panel = make_panel(seminar, recommendations=(a_recommendation(),))
    made = copied(admin, reload(seminar), copy_subpages="on")
    (below,) = made.get_children().specific()
    assert (below.live, below.reference != panel.reference, below.heading_fr) == (False, True, panel.heading_fr)
    assert [row.reference for row in below.recommendations.all()] == [None]


def test_restriction_of_a_record_is_kept(admin: Client) -> None:
    page = make_practice()
    restrict(page)
    made = copied(admin, page)
    made.get_latest_revision().publish()
    assert not is_visible(reload(made), Access.anonymous())


def test_information_page_is_copied(admin: Client) -> None:
    home = ensure_tree()
    page = InformationPage(live=False, heading_fr="Contact", heading_nl="Contact", slug_fr="contact", slug_nl="contact")
    home.add_child(instance=page)
    page.save_revision().publish()
    made = copied(admin, page)
    assert (made.live, made.heading_nl, made.slug_fr, made.slug) == (False, "Contact (kopie)", "", f"{page.slug}-2")
    assert copied(admin, page).slug == f"{page.slug}-3"


def test_long_title_has_room_for_the_mark_and_is_marked_once() -> None:
    assert marked("a" * 90, "fr") == "a" * 82 + " (copie)"
    assert marked(marked("Titre", "nl"), "nl") == "Titre (kopie)"
    assert marked("", "fr") == ""
