"""How the two languages of a record stand to each other, from one publication to the next."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from guides.models import GuideQuestion, GuideStep
from portal import language_state
from tests.factories import make_draft, make_guide, make_practice, reload, republish
from tests.factories.seminars import make_panel, make_seminar, make_working_group

pytestmark = pytest.mark.django_db
NOTICE_OLDER = "De Franse versie is recenter gewijzigd dan deze."
NOTICE_PART = "Een deel van deze tekst bestaat nog niet in het Nederlands."


def states(page: Any) -> tuple[str, str]:
    return page.state_in("fr"), page.state_in("nl")


def test_a_new_record_in_both_languages_is_complete() -> None:
    assert states(make_guide(body_fr="Texte", body_nl="Tekst")) == ("complete", "complete")


@pytest.mark.parametrize(("texts", "expected"), [({"body_fr": "Texte"}, ("complete", "summary"))])
def test_a_language_without_the_body_is_only_summarised(texts: dict[str, str], expected: tuple[str, str]) -> None:
    assert states(make_guide(**texts)) == expected


def test_each_language_may_lack_what_the_other_has() -> None:
    assert states(make_guide(body_fr="Texte", prerequisites_nl="Vooraf")) == ("summary", "summary")


def test_a_row_without_its_text_in_a_language_makes_that_language_a_summary() -> None:
    guide = make_guide()
    steps = [GuideStep(heading_fr="Étape", heading_nl="Stap", text_fr="Faire")]
    assert states(republish(guide, steps=steps)) == ("complete", "summary")


def test_the_language_that_was_left_behind_is_older() -> None:
    assert states(republish(make_guide(), summary_fr="Autre")) == ("complete", "older")


def test_what_is_no_text_makes_no_language_older() -> None:
    assert states(republish(make_guide(), version="2.0")) == ("complete", "complete")


def test_publishing_again_without_a_change_keeps_a_language_older() -> None:
    guide = republish(make_guide(), summary_fr="Autre")
    assert states(republish(guide)) == ("complete", "older")


def test_a_language_that_catches_up_leaves_no_other_behind() -> None:
    guide = republish(make_guide(), summary_fr="Autre")
    assert states(republish(guide, summary_nl="Anders")) == ("complete", "complete")


def test_a_translation_that_is_completed_leaves_the_original_complete() -> None:
    guide = make_guide(body_fr="Texte")
    assert states(republish(guide, body_nl="Tekst")) == ("complete", "complete")


def test_a_change_of_the_newer_language_leaves_the_other_older() -> None:
    guide = republish(make_guide(), summary_fr="Autre")
    assert states(republish(guide, summary_fr="Encore autre")) == ("complete", "older")


def test_both_languages_changed_together_are_complete() -> None:
    assert states(republish(make_guide(), summary_fr="Autre", summary_nl="Anders")) == ("complete", "complete")


def test_the_author_may_say_that_the_other_language_needs_no_change() -> None:
    assert states(republish(make_guide(), summary_fr="Coquille", languages_agree=True)) == ("complete", "complete")


def test_the_word_of_the_author_counts_for_one_publication() -> None:
    guide = republish(make_guide(), summary_fr="Coquille", languages_agree=True)
    assert (guide.languages_agree, guide.get_latest_revision_as_object().languages_agree) == (False, False)
    assert states(republish(guide, summary_fr="Nouveau fond")) == ("complete", "older")


def test_the_word_of_the_author_stays_in_a_draft_until_it_is_published() -> None:
    draft = make_draft()
    draft.languages_agree = True
    draft.save_revision()
    assert reload(draft).get_latest_revision_as_object().languages_agree is True


def test_steps_in_another_order_change_both_languages() -> None:
    guide = make_guide(steps=2)
    steps = [GuideStep(heading_fr=f"Étape {n}", heading_nl=f"Stap {n}") for n in (1, 0)]
    assert states(republish(guide, steps=steps)) == ("complete", "complete")


def test_an_older_version_brought_back_brings_no_older_state() -> None:
    guide = make_guide()
    first = guide.get_latest_revision()
    guide = republish(guide, summary_fr="Autre", summary_nl="Anders")
    columns = {name: getattr(guide, name) for name in guide.OF_THE_PAGE}
    brought_back = first.as_object()
    assert {name: getattr(brought_back, name) for name in guide.OF_THE_PAGE} == columns


def test_publishing_an_older_version_is_a_change_of_both_languages() -> None:
    guide = make_guide()
    first = guide.get_latest_revision()
    later = republish(guide, summary_fr="Autre", summary_nl="Anders")
    first.publish()
    again = reload(guide)
    assert again.text_changed_at_fr > later.text_changed_at_fr
    assert states(again) == ("complete", "complete")


def test_an_older_version_never_brings_its_reference_back() -> None:
    guide = make_guide(reference="GT-2024-001")
    first = guide.get_latest_revision()
    first.content["slug"] = "GT-1999-001"
    assert first.as_object().reference == "GT-2024-001"


def test_a_draft_has_no_state_yet() -> None:
    assert states(make_draft()) == ("", "")


@pytest.mark.parametrize("texts", [{"summary_fr": "Autre"}, {"frequent_mistakes_fr": "Erreur"}])
def test_the_fingerprint_of_a_language_follows_its_own_texts(texts: dict[str, str]) -> None:
    guide = make_guide()
    before = {code: language_state.digest(guide, code) for code in ("fr", "nl")}
    for name, text in texts.items():
        setattr(guide, name, text)
    changed = [code for code, print_now in before.items() if language_state.digest(guide, code) != print_now]
    assert changed == ["fr"]


def test_texts_of_rows_are_named_by_their_place() -> None:
    draft = make_draft()
    draft.questions = [GuideQuestion(question_fr="Qui ?", question_nl="Wie?", answer_fr="Moi")]
    assert language_state.missing(draft, "nl") == ["questions.0.answer"]


def test_a_first_publication_is_a_significant_change() -> None:
    assert make_guide().changed_significantly_at is not None


def test_a_later_publication_is_one_only_when_the_author_says_so() -> None:
    guide = make_guide()
    small = republish(guide, summary_fr="Coquille")
    large = republish(guide, summary_fr="Nouveau fond", significant_change=True)
    assert guide.changed_significantly_at == small.changed_significantly_at < large.changed_significantly_at
    assert large.get_latest_revision_as_object().significant_change is False


def test_a_copy_starts_its_own_history() -> None:
    guide = republish(make_guide(), summary_fr="Autre")
    copy = reload(guide.copy(keep_live=False))
    assert {getattr(copy, name) for name in copy.OF_THE_PAGE} == {"", None}


EVERY_KIND = {
    make_guide: "body",
    make_practice: "transfer",
    make_seminar: "body",
    make_panel: "findings",
    make_working_group: "how_to_join",
}


LISTS = dict(zip(EVERY_KIND, ("guides", "practices", "seminars", "panels", "working-groups"), strict=True))


@pytest.mark.parametrize("make", EVERY_KIND)
def test_every_kind_tells_its_readers_and_its_list_how_each_language_stands(make: Any, client: Client) -> None:
    page = make()
    assert states(page) == ("complete", "complete")
    older = republish(page, summary_fr="Autre")
    assert states(older) == ("complete", "older")
    assert NOTICE_OLDER in client.get(older.url_in("nl")).content.decode()
    assert NOTICE_OLDER not in client.get(older.url_in("fr")).content.decode()
    part = republish(older, **{f"{EVERY_KIND[make]}_fr": "Un texte"})
    assert states(part) == ("complete", "summary")
    assert NOTICE_PART in client.get(part.url_in("nl")).content.decode()


@pytest.mark.parametrize("make", EVERY_KIND)
def test_every_kind_shows_the_state_of_each_language_in_its_list_of_the_admin(make: Any, client: Client) -> None:
    republish(make(), summary_fr="Autre")
    client.force_login(User.objects.create_superuser("root@example.org", "x", language="fr"))
    shown = client.get(reverse(f"{LISTS[make]}:index")).content.decode()
    assert ("language-tag--older" in shown, "language-tag--complete" in shown) == (True, True)
