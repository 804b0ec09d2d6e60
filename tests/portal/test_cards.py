from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Page

from guides.models import GuideIndexPage, GuidePage
from portal.cards import Card, cards, sections, surroundings
from portal.models import HomePage, Relation
from portal.published import Access
from portal.theme_labels import ThemeLabel
from tests.factories import make_draft, make_guide, make_organisation, make_theme, restrict
from themes.models import Label

pytestmark = pytest.mark.django_db


@pytest.fixture
def anyone() -> Access:
    return Access.anonymous()


def relate(source: Page, target: Page, kind: str = Relation.Kind.BUILDS_ON) -> None:
    Relation.objects.create(source=source, target=target, kind=kind)


def around(page: Page, *references: str) -> list[tuple[int, str]]:
    found = surroundings(page.pk, references, Access.anonymous()).neighbours
    return [(each.card.pk, each.relation) for each in found]


def test_the_sections_are_the_home_page_and_the_lists(anyone: Access) -> None:
    make_guide()
    with translation.override("nl"):
        found = [(each.pk, each.url, each.heading) for each in sections(anyone)]
    home, guides = HomePage.objects.get(), GuideIndexPage.objects.get()
    assert found[0] == (home.pk, "/nl/", home.heading_nl)
    assert (guides.pk, "/nl/gidsen/", guides.heading_nl) in found[1:]


def test_a_closed_section_is_not_told() -> None:
    make_guide()
    closed = GuideIndexPage.objects.get()
    restrict(closed)
    assert closed.pk not in [each.pk for each in sections(Access.anonymous())]


def test_a_card_says_what_the_record_says_of_itself(anyone: Access) -> None:
    theme, body = make_theme("rent", fr="Loyer", nl="Huur"), make_organisation("region", name_nl="Gewest")
    guide = make_guide(themes=(theme, make_theme("aaa")), organisation=body, slug_nl="huur", summary_nl="Kort")
    with translation.override("nl"):
        (card,) = cards([guide.pk], anyone)
        assert card == Card(
            pk=guide.pk,
            kind="Gids",
            reference=guide.reference,
            url=guide.url,
            heading=guide.heading,
            summary=guide.summary,
            theme=guide.themes[0],
            organisation=str(guide.organisation),
            verified_on=guide.verified_on,
            completeness=guide.completeness,
        )
        assert card.theme == ThemeLabel("rent", theme.label)


def test_a_text_of_the_other_language_says_so(anyone: Access) -> None:
    guide = make_guide(themes=(make_theme("rent", fr="Loyer"),))
    GuidePage.objects.update(summary_nl="")
    Label.objects.filter(language="nl").delete()
    with translation.override("nl"):
        (card,) = cards([guide.pk], anyone)
        assert card.theme
        assert [each.foreign for each in (card.heading, card.summary, card.theme.label)] == [False, True, True]


def test_a_theme_without_labels_is_called_by_its_identifier(anyone: Access) -> None:
    guide = make_guide(themes=(make_theme("rent"),))
    Label.objects.all().delete()
    (card,) = cards([guide.pk], anyone)
    assert card.theme
    assert card.theme.label == "rent"


def test_cards_stand_in_the_order_asked_for_without_what_is_hidden(anyone: Access) -> None:
    one, two, draft, closed = make_guide(), make_guide(), make_draft(), make_guide()
    restrict(closed)
    asked = [two.pk, draft.pk, closed.pk, one.pk, GuideIndexPage.objects.get().pk]
    assert [card.pk for card in cards(asked, Access.anonymous())] == [two.pk, one.pk]


def test_relations_read_from_both_ends() -> None:
    new, old = make_guide(), make_guide()
    relate(new, old)
    assert around(new) == [(old.pk, Relation.Kind.BUILDS_ON.label)]
    assert around(old) == [(new.pk, Relation.FROM_TARGET[Relation.Kind.BUILDS_ON])]


def test_a_record_related_twice_is_shown_once_by_what_the_page_itself_says() -> None:
    here, there = make_guide(), make_guide()
    relate(there, here, Relation.Kind.MENTIONS)
    relate(here, there, Relation.Kind.REPLACES)
    assert around(here) == [(there.pk, Relation.Kind.REPLACES.label)]


def test_a_record_that_a_text_links_to_is_a_neighbour_without_a_relation() -> None:
    here, there = make_guide(), make_guide()
    assert around(here, there.reference, "GT-1999-001") == [(there.pk, "")]


def test_hidden_records_are_nobodys_neighbours() -> None:
    here, closed, withdrawn = make_guide(), make_guide(), make_guide()
    for each in (closed, withdrawn):
        relate(here, each)
        relate(each, here)
    restrict(closed)
    withdrawn.unpublish()
    assert around(here, closed.reference, withdrawn.reference) == []


def test_the_sections_around_a_record_are_those_of_any_page(anyone: Access) -> None:
    guide = make_guide()
    assert surroundings(guide.pk, [], anyone).sections == sections(anyone)
    restrict(GuideIndexPage.objects.get())
    stranger = Access.anonymous()
    assert surroundings(guide.pk, [guide.reference], stranger).neighbours == []
    assert surroundings(guide.pk, [], stranger).sections == sections(stranger)


def test_a_page_that_was_never_saved_has_no_neighbours() -> None:
    make_guide()
    assert around(GuidePage()) == []


@pytest.mark.parametrize("number", [1, 3])
def test_each_list_takes_one_query(number: int, anyone: Access, django_assert_num_queries: Any) -> None:
    here, *others = [make_guide() for _each in range(number + 1)]
    for each in others:
        relate(here, each)
    with django_assert_num_queries(3):
        assert len(cards([each.pk for each in others], anyone)) == number
        assert len(surroundings(here.pk, [others[0].reference], anyone).neighbours) == number
        assert "/fr/guides/" in [each.url for each in sections(anyone)]
