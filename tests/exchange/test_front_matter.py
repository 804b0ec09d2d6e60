import time
from typing import Any

import pytest

from exchange.errors import Problems
from exchange.front_matter import FRONT_MATTER_LIMIT, Entry, read_document


def read(text: str) -> tuple[Any, list[tuple[int, str]]]:
    problems = Problems()
    document = read_document(text, "a.md", problems)
    return document, [(problem.line, problem.key) for problem in problems.shown]


def test_values_keep_their_text_and_their_line() -> None:
    document, __ = read("---\ntitle: Non\nnis: 021004\nlist: [a, no]\nempty:\n---\n\nTexte\n")

    assert document.entries["title"] == Entry("title", 2, "Non")
    assert document.entries["nis"] == Entry("nis", 3, "021004")
    assert document.entries["list"].value == [Entry("list.1", 4, "a"), Entry("list.2", 4, "no")]
    assert document.entries["empty"] == Entry("empty", 5, None)


def test_values_of_rows_know_their_number_and_line() -> None:
    document, __ = read("---\nsteps:\n  - title: Un\n    text: |\n      a\n      b\n  - title: Deux\n---\n")

    first, second = (row.value for row in document.entries["steps"].value)
    assert first["text"] == Entry("steps.1.text", 4, "a\nb\n")
    assert second["title"] == Entry("steps.2.title", 7, "Deux")


def test_body_knows_its_first_line() -> None:
    document, __ = read("---\ntitle: Un\n---\n\n\nTexte\n")

    assert (document.body, document.body_line) == ("Texte", 6)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: Un\n", (1, "")),
        ("---\ntitle: Un\n", (1, "")),
        ("---\na: [1\nb: 2\n---\n", (3, "")),
        ("---\na: b: c\n---\n", (2, "")),
        ("---\na: 1\n\ta: 1\n---\n", (3, "")),
        ("---\na: 1\nb: 2\na: 3\n---\n", (4, "a")),
        ("---\nrows:\n  - a: 1\n    a: 2\n---\n", (4, "rows.1.a")),
        ("---\na: &x 1\nb: *x\n---\n", (2, "a")),
        ("---\na: 1\nb: *x\n---\n", (3, "b")),
        ("---\na: !!python/object/apply:os.getcwd []\n---\n", (2, "a")),
        ("---\n- a\n- b\n---\n", (2, "")),
        ("---\n[a]: 1\n---\n", (2, "")),
        ("---\na: {b: {c: {d: {e: 1}}}}\n---\n", (2, "a.b.c.d")),
        ("---\na: 1\n...\n--- b\n---\n", (4, "")),
        (f"---\na: {'x' * FRONT_MATTER_LIMIT}\n---\n", (1, "")),
    ],
    ids=[
        *("no front matter", "not closed", "bracket not closed", "colon", "tab", "key twice", "key twice in a row"),
        *("anchor", "alias", "tag", "not keys", "key that is a list", "deep", "two documents", "long"),
    ],
)
def test_wrong_front_matter_is_told_with_its_line(text: str, place: tuple[int, str]) -> None:
    assert read(text) == (None, [place])


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x,x]\n" + "".join(f"k{n}: &k{n} [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n" for n in range(9)),
        "a: " + "[" * 100_000,
        "a: " + "{" * 100_000,
        "- " * 100_000,
        "? " * 50_000,
    ],
    ids=["aliases", "brackets", "braces", "dashes", "question marks"],
)
def test_yaml_bomb_is_refused_at_once(bomb: str) -> None:
    started = time.process_time()

    document, problems = read(f"---\n{bomb}\n---\n")

    assert (document, len(problems)) == (None, 1)
    assert time.process_time() - started < 0.5


def test_empty_front_matter_has_no_keys() -> None:
    document, problems = read("---\n---\nTexte")

    assert (dict(document.entries), document.body, problems) == ({}, "Texte", [])
