import pytest
from django.utils import translation

import languages


def test_french_and_dutch_are_the_languages_of_the_site() -> None:
    assert languages.CODES == ("fr", "nl")


@pytest.mark.parametrize(
    ("activated", "expected"),
    [("fr", "fr"), ("nl", "nl"), ("nl-be", "nl"), ("fr-be", "fr"), ("en", "fr"), (None, "fr")],
)
def test_the_active_language_is_always_one_of_content(activated: str | None, expected: str) -> None:
    with translation.override(activated):
        assert languages.active() == expected


def test_the_two_languages_stand_in_for_each_other() -> None:
    assert [languages.other(code) for code in languages.CODES] == ["nl", "fr"]


@pytest.mark.parametrize(("code", "tag"), [("fr", "fr-BE"), ("nl", "nl-BE"), ("en", "en")])
def test_the_tag_of_a_language_names_the_country_for_ours_only(code: str, tag: str) -> None:
    assert languages.tag_of(code) == tag
