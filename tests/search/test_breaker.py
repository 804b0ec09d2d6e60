import pytest

from search import breaker
from search.breaker import Breaker


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(breaker.time, "monotonic", lambda: now[0])
    return now


def test_three_failures_in_a_row_open_it_for_half_a_minute(clock: list[float]) -> None:
    tried = Breaker()
    for _ in range(3):
        assert tried.lets_through()
        tried.failed()
    assert not tried.lets_through()
    clock[0] += 31
    assert tried.lets_through()
    assert not tried.lets_through()


def test_an_answer_closes_it(clock: list[float]) -> None:
    tried = Breaker(failures=3)
    assert tried.lets_through()
    tried.succeeded()
    assert tried.lets_through()
    assert tried.lets_through()
