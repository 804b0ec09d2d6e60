from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from guides.models import GuidePage, GuideStep
from portal.panels import standings
from tests.factories import make_guide, reload

pytestmark = pytest.mark.django_db


def states(page: Any) -> list[str]:
    return [standing.state for standing in standings(page)]


def test_record_not_yet_saved_has_no_standing() -> None:
    assert standings(GuidePage()) == []


def test_both_languages_of_a_full_guide_are_complete() -> None:
    assert states(make_guide()) == ["complete", "complete"]


def test_texts_that_only_the_other_language_has_are_named_for_the_author() -> None:
    page = make_guide(body_fr="Texte.")
    page.steps = [GuideStep(heading_fr="a", heading_nl="a"), GuideStep(heading_fr="b", heading_nl="b", text_fr="Faire")]
    french, dutch = standings(page)
    assert (french.missing, dutch.state) == ((), "summary")
    with translation.override("en"):
        assert standings(page)[1].missing == ("Explanation", "Step 2: what to do")


def test_texts_that_publishing_asks_for_are_missing_in_both_languages() -> None:
    page = make_guide()
    page.summary_fr = page.summary_nl = ""
    with translation.override("en"):
        assert [standing.missing for standing in standings(page)] == [("Summary",), ("Summary",)]


def test_language_left_as_it_was_while_the_other_was_changed_is_older() -> None:
    page = make_guide()
    page.summary_fr = "Un autre résumé."
    assert states(page) == ["complete", "older"]
    page.summary_nl = "Een andere samenvatting."
    assert states(page) == ["complete", "complete"]


def test_language_published_before_the_other_is_older_since_that_day() -> None:
    page = make_guide()
    now = timezone.now()
    page.text_changed_at_fr, page.text_changed_at_nl = now - timedelta(days=3), now
    french, dutch = standings(page)
    assert (french.older_since, french.state, dutch.state) == (now, "older", "complete")


def test_author_who_says_that_nothing_is_to_change_makes_both_current() -> None:
    page = reload(make_guide())
    page.summary_fr, page.languages_agree = "Correction d’une faute.", True
    page.save_revision().publish()
    assert states(reload(page)) == ["complete", "complete"]
