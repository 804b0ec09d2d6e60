import pytest

from portal.reading import SPEED, reading_minutes


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize(("share", "minutes"), [(0, 1), (0.5, 1), (1, 1), (1.5, 2), (10, 10)])
def test_minutes_are_rounded_up_and_never_nought(code: str, share: float, minutes: int) -> None:
    assert reading_minutes(["mot " * int(SPEED[code] * share)], code) == minutes


def test_one_word_more_is_one_minute_more() -> None:
    assert reading_minutes(["mot " * SPEED["fr"], "mot"], "fr") == 2


def test_a_word_with_an_apostrophe_or_a_hyphen_is_one_word() -> None:
    assert reading_minutes(["aujourd’hui porte-à-porte " * (SPEED["fr"] // 2)], "fr") == 1
