"""The themes that readers choose from."""

from __future__ import annotations

import pytest

from newsletter.theme_choice import flat, options, ticked
from portal.setup import ensure_tree
from tests.factories import make_theme

pytestmark = pytest.mark.django_db


def test_tree_has_what_is_narrower_below_each_theme_in_the_order_of_labels() -> None:
    ensure_tree()
    top = make_theme("b", fr="B")
    make_theme("a", fr="A")
    below = make_theme("c", broader=top, fr="C")
    make_theme("d", broader=below, fr="D")
    tree = options()
    assert [option.slug for option in tree] == ["a", "b"]
    assert [option.slug for option in flat(tree)] == ["a", "b", "c", "d"]


def test_theme_that_authors_may_no_longer_choose_is_not_offered() -> None:
    ensure_tree()
    old = make_theme("old")
    old.deprecated = True
    old.save()
    reserve = make_theme("reserve")
    reserve.core = False
    reserve.save()
    assert options() == []


def test_branch_with_something_ticked_is_open() -> None:
    ensure_tree()
    top = make_theme("top")
    make_theme("below", broader=make_theme("middle", broader=top))
    (shown,) = ticked(options(), {"below"})
    assert (shown.is_ticked, shown.is_open, shown.narrower[0].is_open) == (False, True, True)
