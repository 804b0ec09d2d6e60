from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import roles
from editorial.comparison import Piece, brought_up_to_date, passages, pieces
from guides.models import GuideStep
from tests.factories import make_guide, member_of, reload, republish


def of(page: Any, code: str) -> list[Any]:
    revision = brought_up_to_date(page, code)
    assert revision is not None
    return passages(revision.as_object(), page.get_latest_revision_as_object(), code)


def test_words_kept_removed_and_inserted_come_in_reading_order() -> None:
    assert pieces("le loyer est payé", "le loyer indexé est dû") == (
        Piece("same", "le loyer "),
        Piece("inserted", "indexé "),
        Piece("same", "est "),
        Piece("removed", "payé"),
        Piece("inserted", "dû"),
    )


def test_text_without_a_version_before_is_all_new() -> None:
    assert pieces("", "tout neuf") == (Piece("inserted", "tout neuf"),)


@pytest.mark.django_db
def test_every_change_since_the_language_was_up_to_date_counts() -> None:
    guide = make_guide(summary_fr="Un résumé.", summary_nl="Een samenvatting.")
    republish(guide, summary_fr="Un long résumé.")
    guide = republish(guide, purpose_fr="Un autre but.")
    assert [[piece.text for piece in each.pieces if piece.change == "inserted"] for each in of(guide, "nl")] == [
        ["Un autre but."],
        ["long "],
    ]
    assert of(guide, "nl")[1].own == "Een samenvatting."
    assert of(republish(guide, summary_nl="Een lange samenvatting."), "nl") == []


@pytest.mark.django_db
def test_step_put_in_between_leaves_the_others_unchanged() -> None:
    guide = make_guide(steps=2)
    draft = reload(guide).get_latest_revision_as_object()
    first, last = draft.steps.all()
    draft.steps = [first, GuideStep(heading_fr="Entre les deux"), last]
    for place, step in enumerate(draft.steps.all()):
        step.sort_order = place
    draft.save_revision()
    (passage,) = of(reload(guide), "nl")
    assert passage.pieces == (Piece("inserted", "Entre les deux"),)
    assert passage.own == ""


@pytest.mark.django_db
def test_text_missing_in_the_language_is_shown_whole() -> None:
    guide = make_guide(body_fr="Un texte.")
    (passage,) = of(guide, "nl")
    assert (passage.pieces, passage.own) == ((Piece("same", "Un texte."),), "")


@pytest.fixture
def editor(client: Client) -> Client:
    make_guide()
    roles.apply_roles()
    client.force_login(member_of(roles.EDITORS.group))
    return client


@pytest.mark.django_db
def test_page_marks_words_and_leads_to_the_form(editor: Client) -> None:
    guide = make_guide(summary_fr="Un <b>résumé</b> court.")
    guide = republish(guide, summary_fr="Un <b>résumé</b> long.")
    page = editor.get(reverse("editorial:changes", args=[guide.pk])).content.decode()
    assert "<b>résumé" not in page
    assert page.count("<ins>") == page.count("<del>") == 1
    assert reverse("wagtailadmin_pages:edit", args=[guide.pk]) in page


@pytest.mark.django_db
def test_page_is_for_those_who_may_change_the_record(editor: Client, client: Client) -> None:
    guide = make_guide()
    address = reverse("editorial:changes", args=[guide.pk])
    assert editor.get(address, {"language": "nl"}).status_code == 200
    assert editor.get(address, {"language": "de"}).status_code == 404
    assert editor.get(reverse("editorial:changes", args=[guide.get_parent().pk])).status_code == 404
    client.force_login(member_of(roles.ADMINISTRATORS.group))
    assert client.get(address).status_code == 302
