from __future__ import annotations

import pytest

from portal.merging import Clash, Row, merge_fields, merge_rows

BASE = {"a": ["one"]}


@pytest.mark.parametrize(
    ("theirs", "mine", "expected"),
    [("one", "mine", "mine"), ("theirs", "one", "theirs"), ("same", "same", "same"), ("one", "", "")],
)
def test_what_only_one_changed_is_taken_over(theirs: str, mine: str, expected: str) -> None:
    assert merge_fields(BASE, {"a": [theirs]}, {"a": [mine]}) == ({"a": [expected]}, [])


def test_what_both_changed_stays_mine_and_says_theirs() -> None:
    merged, (conflict,) = merge_fields(BASE, {"a": ["theirs"]}, {"a": ["mine"]})
    assert (merged, conflict.clash, conflict.name, conflict.theirs) == ({"a": ["mine"]}, Clash.CHANGED, "a", "theirs")


def test_line_ends_of_a_browser_are_no_change() -> None:
    assert merge_fields({"a": ["x\ny"]}, {"a": ["new"]}, {"a": ["x\r\ny"]}) == ({"a": ["new"]}, [])


def test_several_choices_are_merged_one_by_one() -> None:
    merged, conflicts = merge_fields({"a": ["1", "2"]}, {"a": ["2", "3"]}, {"a": ["1", "2", "4"]})
    assert (sorted(merged["a"]), conflicts) == (["2", "3", "4"], [])


def test_without_a_base_an_empty_text_gives_way_and_another_one_is_a_conflict() -> None:
    assert merge_fields(None, {"a": ["theirs"]}, {"a": [""]}) == ({"a": ["theirs"]}, [])
    assert merge_fields(None, {"a": [""]}, {"a": ["mine"]}) == ({"a": ["mine"]}, [])
    assert len(merge_fields(None, {"a": ["theirs"]}, {"a": ["mine"]})[1]) == 1


def rows(*texts: str) -> list[Row]:
    return [Row({"a": [text], "fact": [text[0]]}) for text in texts]


def texts(found: list[Row]) -> list[str]:
    return [row.values["a"][0] for row in found]


def test_rows_without_keys_are_found_by_what_is_left_in_them() -> None:
    merged = merge_rows(rows("a", "b"), rows("new", "a", "b"), rows("a", "b2"))
    assert texts(merged.order) == ["new", "a", "b2"]


def test_rows_of_both_follow_what_they_followed() -> None:
    merged = merge_rows(rows("a", "b"), rows("a", "t", "b"), rows("a", "m", "b"))
    assert texts(merged.order) == ["a", "m", "t", "b"]
    assert texts(merged.known) == ["a", "t", "b"]
    assert texts(merged.added) == ["m"]


def test_a_row_that_both_took_out_is_gone() -> None:
    mine = rows("a", "b")
    mine[1].gone = True
    assert texts(merge_rows(rows("a", "b"), rows("a"), mine).order) == ["a"]
