import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.markdown import MarkdownRefused, check
from portal.markdown.guard import PER_BLOCK, PER_LINE, PER_TEXT, tidy
from portal.markdown.rendering import render
from tests.portal.markdown.bombs import BOMBS, ORDINARY


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused_or_rendered_at_once(name: str) -> None:
    start = time.process_time()
    rendered = render(BOMBS[name])
    assert time.process_time() - start < 0.5
    assert rendered.html


def test_ordinary_text_of_the_greatest_size_is_rendered() -> None:
    assert len(ORDINARY) == 200_000
    check(ORDINARY)
    assert "<strong>constate</strong>" in render(ORDINARY).html


def test_text_above_the_greatest_size_is_refused() -> None:
    with pytest.raises(MarkdownRefused, match="200001"):
        check(ORDINARY + "a")


CROSSINGS = {
    "line": (3, "a\n\n" + "b " * 10_001),
    "depth": (2, "a\n" + "> " * 13 + "b"),
    "run": (1, "!" * 201),
    "ticks": (2, "a\n" + "`" * 10),
    "columns": (2, "a\n" + "|b" * 101),
    "lines": (1_001, "a\n" * 1_002),
    "emphasis": (1, "*a* " * 501),
    "text_lines": (30_001, "a\n\n" * 15_001),
    "links": (12_001, "a://b\n\n" * 6_001),
    "notes": (2_001, "x[^1]\n\n" * 1_001),
    "fences": (801, "```\n\n" * 401),
}


def test_every_limit_has_a_text_that_crosses_it() -> None:
    assert {limit.code for limit in (*PER_LINE, *PER_BLOCK, *PER_TEXT)} == CROSSINGS.keys()


@pytest.mark.parametrize("code", CROSSINGS)
def test_refusal_names_the_line(code: str) -> None:
    line, text = CROSSINGS[code]
    with pytest.raises(MarkdownRefused) as refusal:
        check(text)
    error = refusal.value.error_list[0]
    assert error.code == f"markdown_{code}"
    assert error.params["line"] == line
    assert str(line) in refusal.value.messages[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "| " + " | ".join("abcdefghij") + " |\n" + "|---" * 10 + "|\n" + "| a" * 10,
        "-" * 80,
        "Nom : " + "." * 120,
        "- a\n  - b\n    - c\n      - d",
        "> > réponse à une réponse",
        "\n".join(f"{number}. étape" for number in range(1, 300)),
        "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 600,
    ],
)
def test_what_people_write_passes(text: str) -> None:
    check(text)


def test_control_characters_are_dropped_and_line_ends_made_one() -> None:
    assert tidy("a\x00b\x02\x03\r\nc\vd\u2028e\ud800\ufeff\tf") == "ab\nc\nd\ne\tf"


SYNTAX = ["[", "](", ")", "![", "*", "**", "_", "`", "```\n", "<", "http://a.be", "&", "|", "|-|", "\n", "\n\n", "    "]
SYNTAX += [
    "- ",
    "1. ",
    ": ",
    "> ",
    "# ",
    "\\",
    '"',
    "[^1]",
    "[^1]: ",
    "\n---\n",
    "a",
    "é ",
    "GT-2024-003",
    "doc:1",
    "\x02",
]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SYNTAX), min_size=1, max_size=5), st.lists(st.sampled_from(SYNTAX), max_size=4))
def test_nothing_that_passes_takes_long(first: list[str], second: list[str]) -> None:
    texts = ["".join(parts) for parts in (first, second) if parts]
    text = "\n".join((part * (30_000 // len(part)))[:15_000] for part in texts)
    start = time.process_time()
    render(text)
    assert time.process_time() - start < 1.5
