from __future__ import annotations

import pytest
from django.utils import translation

from portal.theme_tree import theme_tree
from tests.factories import make_theme
from themes.models import Theme

pytestmark = pytest.mark.django_db


def deprecate(theme: Theme, replaced_by: Theme | None = None) -> None:
    Theme.objects.filter(pk=theme.pk).update(deprecated=True, replaced_by=replaced_by)


def told(found: dict[int, int]) -> list[tuple[str, int, int]]:
    with translation.override("fr"):
        return [(branch.slug, branch.depth, branch.number) for branch in theme_tree(found)]


def test_a_theme_has_the_records_of_everything_narrower_each_once() -> None:
    top = make_theme("top")
    one, two = make_theme("one", broader=top), make_theme("two", broader=top)
    assert told({one.pk: 0b011, two.pk: 0b010}) == [("top", 0, 2), ("one", 1, 2), ("two", 1, 1)]


def test_themes_without_records_are_left_out() -> None:
    make_theme("unused")
    assert told({make_theme("used").pk: 1}) == [("used", 0, 1)]
    assert told({}) == []


def test_a_level_is_in_the_order_of_the_labels() -> None:
    themes = [make_theme(slug, fr=label) for slug, label in (("a", "Loyer"), ("b", "bail"))]
    assert [slug for slug, _depth, _number in told({theme.pk: 1 for theme in themes})] == ["b", "a"]


def test_a_replaced_theme_and_what_is_under_it_stand_under_its_successor() -> None:
    old, new = make_theme("old"), make_theme("new")
    below = make_theme("below", broader=old)
    deprecate(old, new)
    assert told({old.pk: 0b001, below.pk: 0b010, new.pk: 0b100}) == [("new", 0, 3), ("below", 1, 1)]
    (branch, _below) = theme_tree({old.pk: 1, below.pk: 1})
    assert branch.also == ("old",)


def test_a_theme_withdrawn_without_a_successor_stays_while_records_have_it() -> None:
    theme = make_theme("gone")
    deprecate(theme)
    assert told({theme.pk: 1}) == [("gone", 0, 1)]


def test_themes_that_replace_each_other_lose_no_record() -> None:
    one, two = make_theme("one"), make_theme("two")
    deprecate(one, two)
    deprecate(two, one)
    assert {slug for slug, _depth, _number in told({one.pk: 1, two.pk: 2})} == {"one", "two"}
