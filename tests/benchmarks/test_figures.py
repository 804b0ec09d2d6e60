from __future__ import annotations

import pytest

from benchmarks.figures import Figure, percentile, spread


@pytest.mark.parametrize(("share", "expected"), [(0.05, 1), (0.5, 10), (0.95, 19), (1, 20)])
def test_percentile_is_the_smallest_sample_that_so_many_do_not_exceed(share: float, expected: float) -> None:
    assert percentile(range(20, 0, -1), share) == expected


def test_percentile_of_one_sample_is_that_sample() -> None:
    assert percentile([3.5], 0.95) == 3.5


@pytest.mark.parametrize(("judge", "met"), [("median", True), ("worst", False)])
def test_promise_is_judged_by_what_it_names(judge: str, met: bool) -> None:
    assert Figure("start", 3, "s", (2, 2, 9), judge).met is met


def test_value_at_the_limit_meets_it() -> None:
    assert Figure("queries", 15, "queries", (15,)).met


def test_spread_tells_what_was_not_judged() -> None:
    assert spread(Figure("start", 3, "s", (2, 2, 9), note="quiet")) == "median 2.00 s, 3 times, quiet"
