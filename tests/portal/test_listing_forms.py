from __future__ import annotations

import pytest
from django.http import QueryDict
from django.utils import translation

from guides.models import GuideIndexPage, GuidePage
from organisations.models import Organisation
from portal.listing import Listed
from portal.listing_forms import MOST_PAGES, RecordFilterForm
from portal.published import Access
from tests.factories import make_audience, make_guide, make_organisation, make_theme, republish, restrict
from themes.models import Theme

pytestmark = pytest.mark.django_db


def form(query: str = "") -> RecordFilterForm:
    facets = GuideIndexPage.facets
    index = Listed(GuideIndexPage.objects.get(), GuidePage, facets).index(Access.anonymous())
    return RecordFilterForm(QueryDict(query), index=index, model=GuidePage, facets=facets)


def found(query: str) -> set[GuidePage]:
    asked = form(query)
    return set(GuidePage.objects.filter(pk__in=asked.index.pks_of(asked.records)))


def options(name: str) -> dict[str, str]:
    return dict(form().fields[name].choices)


def test_without_a_filter_every_guide_is_found() -> None:
    guide = make_guide()
    assert found("") == {guide}


def test_a_theme_finds_the_guides_under_it_and_under_everything_narrower() -> None:
    top = make_theme("top")
    middle = make_theme("middle", broader=top)
    bottom = make_theme("bottom", broader=middle)
    own, below, _other = make_guide(themes=(top,)), make_guide(themes=(bottom,)), make_guide()
    assert [found("theme=top"), found("theme=middle")] == [{own, below}, {below}]


def test_several_values_of_a_filter_are_alternatives() -> None:
    one, two, _three = (make_guide(themes=(make_theme(slug),)) for slug in ("one", "two", "three"))
    assert found("theme=one&theme=two") == {one, two}


def test_several_filters_narrow_together() -> None:
    rent, body = make_theme("rent"), make_organisation("region")
    both = make_guide(themes=(rent,), organisation=body)
    make_guide(themes=(rent,))
    make_guide(organisation=body)
    assert found("theme=rent&organisation=region") == {both}


def test_the_audience_finds_its_guides_once() -> None:
    one, two = make_audience("one"), make_audience("two")
    guide = republish(make_guide(), audience=[one, two])
    make_guide()
    assert form("audience=one&audience=two").records.bit_count() == 1
    assert found("audience=one&audience=two") == {guide}


@pytest.mark.parametrize(
    "query", ["theme=x", "organisation=x", "audience=x", "theme=", "theme=%00", "x=y", "theme[]=1"]
)
def test_an_unknown_value_does_not_filter(query: str) -> None:
    guide = make_guide()
    assert found(query) == {guide}


def test_a_known_value_counts_beside_an_unknown_one() -> None:
    guide = make_guide(themes=(make_theme("rent"),))
    make_guide()
    assert found("theme=nothing&theme=rent") == {guide}


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 1),
        ("page=1", 1),
        ("page=7", 7),
        ("page=0", 1),
        ("page=-1", 1),
        ("page=x", 1),
        ("page=1.5", 1),
        ("page=1e3", 1),
        ("page=٣", 1),
        ("page=²", 1),
        ("page=%00", 1),
        ("page=99999", MOST_PAGES),
        ("page=99999999999999999999", 1),
        ("page=2&page=3", 3),
        ("page=", 1),
    ],
)
def test_the_page_is_always_a_number_that_can_be_asked_for(query: str, number: int) -> None:
    assert form(query).page_number == number


def test_only_values_that_have_guides_are_offered_with_their_number() -> None:
    make_theme("unused"), make_organisation("unused"), make_audience("unused")
    body = make_organisation("region", name_fr="Région")
    audience = make_audience("tenants")
    for _each in range(2):
        republish(make_guide(organisation=body), audience=[audience])
    with translation.override("fr"):
        assert options("organisation") == {"region": "Région (2)"}
        assert options("audience") == {"tenants": "tenants fr (2)"}
    assert "unused" not in options("theme")


def test_the_names_of_the_filters_are_in_the_language_that_is_read() -> None:
    make_guide(organisation=make_organisation("region", name_fr="Région", name_nl="Gewest"))
    with translation.override("nl"):
        assert options("organisation") == {"region": "Gewest (1)"}


def test_a_theme_counts_a_guide_once_however_many_narrower_themes_it_has() -> None:
    top = make_theme("top", fr="Logement")
    make_guide(themes=tuple(make_theme(slug, broader=top) for slug in ("one", "two")))
    with translation.override("fr"):
        assert options("theme")["top"] == "Logement (1)"


def test_the_tree_puts_parents_before_children() -> None:
    top = make_theme("top")
    make_guide(themes=(make_theme("below", broader=top),))
    make_guide(themes=(make_theme("alone"),))
    assert [(branch.slug, branch.depth, branch.number) for branch in form().tree] == [
        ("alone", 0, 1),
        ("top", 0, 1),
        ("below", 1, 1),
    ]


def test_hidden_guides_are_neither_offered_nor_counted() -> None:
    theme, body = make_theme("rent", fr="Loyer"), make_organisation("region", name_fr="Région")
    make_guide(themes=(theme,), organisation=body)
    restrict(make_guide(themes=(theme, make_theme("secret")), organisation=body))
    make_guide(themes=(theme,), organisation=make_organisation("hidden")).unpublish()
    with translation.override("fr"):
        assert options("theme") == {"rent": "Loyer (1)"}
        assert options("organisation") == {"region": "Région (1)"}


def test_each_filter_in_force_can_be_taken_off_alone() -> None:
    make_guide(themes=(make_theme("rent"),), organisation=make_organisation("region"))
    query = QueryDict("theme=rent&organisation=region&page=2&x=1")
    rests = [rest for _label, rest in form(query.urlencode()).chosen()]
    assert rests == ["organisation=region&x=1", "theme=rent&x=1"]


def test_a_value_given_twice_is_in_force_once() -> None:
    make_guide(themes=(make_theme("rent"),))
    assert form("theme=rent&theme=rent").values("theme") == ["rent"]


def test_the_address_of_a_replaced_theme_finds_what_stands_under_its_successor() -> None:
    old, new = make_theme("old"), make_theme("new")
    guides = {make_guide(themes=(old,)), make_guide(themes=(new,))}
    make_guide()
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=new)
    assert found("theme=old") == found("theme=new") == guides
    assert [rest for _label, rest in form("theme=old&x=1").chosen()] == ["x=1"]
    assert "old" not in options("theme")


def test_records_of_a_merged_organisation_are_found_by_its_successor() -> None:
    new = make_organisation("new")
    old = make_organisation("old")
    guides = {make_guide(organisation=old), make_guide(organisation=new)}
    make_guide()
    Organisation.objects.filter(pk=old.pk).update(state=Organisation.State.MERGED, replaced_by=new)
    assert found("organisation=new") == found("organisation=old") == guides
    assert "old" not in options("organisation")


def test_a_value_and_what_replaced_it_are_in_force_once() -> None:
    old, new = make_theme("old"), make_theme("new")
    make_guide(themes=(new,))
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=new)
    assert form("theme=old&theme=new").values("theme") == ["new"]
