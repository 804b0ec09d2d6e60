from __future__ import annotations

import pytest

from benchmarks.questions import PATHS, questions


@pytest.mark.parametrize("code", list(PATHS))
def test_questions_are_the_same_each_time(code: str) -> None:
    assert questions(code, 50, seed=1) == questions(code, 50, seed=1)
    assert all(each.startswith(f"{PATHS[code]}?q=") for each in questions(code, 50, seed=1))
