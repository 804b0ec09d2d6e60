"""Links to recommendations in texts, and between the seminars of a series."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.markdown import render
from portal.markdown.resolver import PageLinks
from portal.published import Access
from seminars.models import PanelPage, SeminarPage
from tests.factories import make_guide, reload, republish, restrict
from tests.factories.seminars import a_recommendation, make_panel, make_seminar

pytestmark = pytest.mark.django_db


def panel_with(number: int = 1, **fields: object) -> tuple[PanelPage, list[str]]:
    """Return a published panel with the references of its recommendations."""
    panel = make_panel(recommendations=tuple(a_recommendation() for _each in range(number)), **fields)  # type: ignore[arg-type]
    return panel, [row.reference for row in panel.recommendations.all()]


@pytest.mark.parametrize(("code", "word"), [("fr", "recommandation"), ("nl", "aanbeveling")])
def test_a_text_leads_to_a_recommendation_in_the_language_being_read(code: str, word: str) -> None:
    panel, (reference,) = panel_with()
    guide = republish(make_guide(), **{f"body_{code}": f"Voir [ceci]({reference})."})
    html = Client().get(guide.url_in(code)).content.decode()
    assert f'<a href="{panel.url_in(code)}{word}-1/">ceci</a>' in html


def test_a_link_without_words_is_called_by_its_reference() -> None:
    _panel, (reference,) = panel_with()
    text = f"[]({reference})"
    links = PageLinks.of([text], language="fr", access=Access.anonymous())
    assert f">{reference}</a>" in render(text, links=links).html


@pytest.mark.parametrize("hide", [restrict, PanelPage.unpublish, lambda panel: restrict(panel.get_parent())])
def test_a_recommendation_that_may_not_be_seen_leaves_its_words(hide: object) -> None:
    panel, (reference,) = panel_with()
    hide(reload(panel))  # type: ignore[operator]
    text = f"[ceci]({reference})"
    links = PageLinks.of([text], language="fr", access=Access.anonymous())
    rendered = render(text, links=links)
    assert ("href" in rendered.html, "ceci" in rendered.html, rendered.broken) == (False, True, (reference,))


def test_a_reference_that_was_never_given_is_told_to_be_broken() -> None:
    rendered = render(
        "[a](RC-2022-999)", links=PageLinks.of(["[a](RC-2022-999)"], language="nl", access=Access.anonymous())
    )
    assert rendered.broken == ("RC-2022-999",)


def test_many_recommendations_are_looked_up_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _panel, references = panel_with(4)
    for number in (1, 4):
        text = " ".join(f"[a]({reference})" for reference in references[:number])
        with django_assert_num_queries(2):
            links = PageLinks.of([text], language="fr", access=Access(frozenset()))
        assert all(links.link(reference) for reference in references[:number])


def held(year: int, previous: SeminarPage | None = None, *, published: bool = True) -> SeminarPage:
    begun = timezone.make_aware(datetime(year, 10, 5, 9))
    return make_seminar(
        starts_at=begun,
        ends_at=begun + timedelta(hours=8),
        previous=previous,
        published=published,
        heading_fr=f"En {year}",
    )


@pytest.mark.parametrize(("code", "words"), [("fr", "suivant"), ("nl", "Volgend")])
def test_a_seminar_leads_to_the_one_before_it_and_to_the_one_after_it(code: str, words: str) -> None:
    first = held(2022)
    second = held(2023, first)
    third = held(2024, second)
    html = Client().get(str(second.url_in(code))).content.decode()
    assert [f'href="{each.url_in(code)}"' in html for each in (first, third)] == [True, True]
    assert words in html


def test_seminars_that_may_not_be_seen_are_not_led_to() -> None:
    first = held(2022)
    drafted, restricted, shown = held(2023, first, published=False), held(2024, first), held(2025, first)
    restrict(restricted)
    html = Client().get(str(first.url_in("fr"))).content.decode()
    assert [f"En {year}" in html for year in (2023, 2024, 2025)] == [False, False, True]
    assert str(shown.url_in("fr")) in html
    assert drafted.reference not in html
