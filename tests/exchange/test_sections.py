"""The level-2 headings of a body."""

import pytest

from exchange.errors import Problems
from exchange.front_matter import Document
from exchange.sections import split

SECTIONS = {
    "problem": {"fr": "Problème", "nl": "Probleem"},
    "failed": {"fr": "Ce qui n’a pas marché", "nl": "Wat niet werkte"},
}


def read(body: str, language: str = "fr") -> tuple[dict[str, tuple[int, object]], list[int]]:
    """Return the texts with their lines by key, and the lines of the problems."""
    problems = Problems()
    found = split(Document("a.md", {}, body, 10), language, SECTIONS, problems)
    return {key: (entry.line, entry.value) for key, entry in found.items()}, [each.line for each in problems.shown]


def test_texts_below_the_headings_know_their_line() -> None:
    body = "## Problème\n\nUn.\n\n### Plus\n\nDeux.\n\n## Ce qui n’a pas marché\nTrois."

    assert read(body) == ({"problem": (12, "Un.\n\n### Plus\n\nDeux."), "failed": (19, "Trois.")}, [])


@pytest.mark.parametrize(
    "heading", ["ce qui n'a pas marché", "CE QUI N’A PAS MARCHÉ", "Ce qui  nʼa pas marché", "Ce qui n`a pas marché ##"]
)
def test_case_apostrophes_and_blanks_of_a_heading_are_forgiven(heading: str) -> None:
    assert read(f"## {heading}\n\nUn.") == ({"failed": (12, "Un.")}, [])


def test_heading_in_a_block_of_code_is_none() -> None:
    body = "## Probleem\n\n```\n## Werking\n~~~\n```\n\nEen."

    assert read(body, "nl") == ({"problem": (12, "```\n## Werking\n~~~\n```\n\nEen.")}, [])


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## Question\n\nUn.", 10),
        ("## Probleem\n\nUn.", 10),
        ("Un.\n\n## Problème\n\nDeux.", 10),
        ("## Problème\n\nUn.\n\n## Problème\n\nDeux.", 14),
    ],
)
def test_text_that_belongs_to_no_field_is_told(body: str, line: int) -> None:
    assert read(body)[1] == [line]


def test_heading_without_text_and_empty_body_say_nothing() -> None:
    assert read("## Problème\n\n## Ce qui n’a pas marché\n\nUn.") == ({"failed": (14, "Un.")}, [])
    assert read("") == ({}, [])
