import pytest
from django.http import QueryDict
from django.utils import translation

from search.forms import Question, SearchForm
from search.plan import Filter, Order
from tests.factories import make_theme

pytestmark = pytest.mark.django_db


def form(query: str, language: str = "fr") -> SearchForm:
    with translation.override(language):
        return SearchForm(QueryDict(query))


def question(query: str, language: str = "fr") -> Question:
    with translation.override(language):
        return SearchForm(QueryDict(query)).question


def test_nothing_asked_is_a_question_in_the_language_of_the_page() -> None:
    assert question("", "nl") == Question("", ("nl",))


def test_everything_asked_is_in_the_question() -> None:
    make_theme("rent")
    assert question("q=bail&language=all&order=date&page=3&theme=rent&year=2024&year=2025") == Question(
        text="bail",
        languages=("fr", "nl"),
        filters=(Filter("theme", ("rent",)), Filter("year", ("2025", "2024"))),
        order=Order.DATE,
        page=3,
    )


@pytest.mark.parametrize(
    ("asked", "languages"), [("fr", ("fr",)), ("nl", ("nl",)), ("all", ("nl", "fr")), ("de", ("nl",))]
)
def test_languages(asked: str, languages: tuple[str, ...]) -> None:
    assert question(f"language={asked}", "nl").languages == languages


@pytest.mark.parametrize(
    ("asked", "page"),
    [("2", 2), ("0", 1), ("-3", 1), ("x", 1), ("100", 100), ("101", 100), ("9" * 4000, 100), ("²", 1), ("٣", 1)],
)
def test_page_numbers(asked: str, page: int) -> None:
    assert question(f"page={asked}").page == page


def test_control_characters_and_blanks_around_are_no_words() -> None:
    assert question("q=%00%20bail%07%20").text == "bail"


def test_a_text_is_no_longer_than_what_is_looked_for() -> None:
    assert len(question("q=" + "a" * 10_000).text) == 201


@pytest.mark.parametrize("value", ["nothing", "%00x", "rent'", "x" * 5000])
def test_a_value_that_does_not_exist_is_dropped_and_said(value: str) -> None:
    asked = form(f"theme={value}")
    assert asked.question.filters == ()
    assert asked.dropped


def test_many_values_are_cut() -> None:
    years = "&".join(f"year={year}" for year in range(1000, 1100))
    assert len(question(years).filters[0].values) == 20


def test_addresses_keep_the_question_without_the_page() -> None:
    make_theme("rent", fr="Loyer")
    with translation.override("fr"):
        asked = SearchForm(QueryDict("q=le+bail&page=3&theme=rent&year=2024&order=relevance&junk=1"))
        assert asked.address == "q=le+bail&theme=rent&year=2024"
        assert asked.in_both == "q=le+bail&language=all&theme=rent&year=2024"
        assert asked.without_filters == "q=le+bail"
        assert [(each.label, each.query) for each in asked.removable] == [
            ("Loyer", "q=le+bail&year=2024"),
            ("2024", "q=le+bail&theme=rent"),
        ]
