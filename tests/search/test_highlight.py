import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import WINDOW, highlight, snippet
from search.plan import Plan, Query, plan


def asking(text: str, language: str = "fr") -> Plan:
    return plan(Query(text, language))


@pytest.mark.parametrize(
    ("question", "language", "text", "marked"),
    [
        ("humidite", "fr", "L’humidité monte", "L’<mark>humidité</mark> monte"),
        ("logements", "fr", "Un logement", "Un <mark>logement</mark>"),
        ("art. 135", "fr", "Voir l'article 135, § 2.", "Voir l&#x27;<mark>article 135, § 2</mark>."),
        ("huurwaarborg", "nl", "De huur en de waarborgen", "De <mark>huur</mark> en de <mark>waarborgen</mark>"),
        ("overeenkomst", "nl", "Een huisvestingsovereenkomst", "Een <mark>huisvestingsovereenkomst</mark>"),
        ("bail", "fr", "Rien", "Rien"),
        ("script", "fr", "<script>", "&lt;<mark>script</mark>&gt;"),
    ],
)
def test_found_words_are_marked(question: str, language: str, text: str, marked: str) -> None:
    assert highlight(text, asking(question, language)) == marked


def test_the_window_holds_most_distinct_words() -> None:
    text = "bail bail bail. " + "Rien ici. " * 60 + "Le bail et le loyer sont indexés. " + "Rien ici. " * 60
    shown = snippet(text, asking("bail loyer"))
    assert "Le <mark>bail</mark> et le <mark>loyer</mark> sont" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_a_snippet_is_about_a_window_long_and_cuts_no_word() -> None:
    text = "Mot " * 200 + "bail " + "mot " * 200
    words = re.sub("[… ]+", " ", unescape(re.sub("</?mark>", "", snippet(text, asking("bail"))))).split()
    assert set(words) == {"Mot", "mot", "bail"}
    assert WINDOW - 20 <= len(" ".join(words)) <= WINDOW + 20


def test_a_text_without_the_words_starts_at_its_beginning() -> None:
    assert snippet("Un début. " * 60, asking("bail")).startswith("Un début.")


@given(st.text(max_size=600))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    shown = highlight(f"{text} bail", asking("bail <b>"))
    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == unescape(f"{text} bail") or "&" in text


@given(st.text(alphabet="<>&\"' abil\x00é", max_size=600))
def test_no_markup_but_marks_comes_out(text: str) -> None:
    assert set(re.findall("<[^>]*>?", snippet(text, asking("bail a b i l")))) <= {"<mark>", "</mark>"}
