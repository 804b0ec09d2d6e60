from themes.models import Theme
from themes.tree import upwards


def themes(**broader: int | None) -> dict[int, Theme]:
    return {int(key[1:]): Theme(pk=int(key[1:]), broader_id=value) for key, value in broader.items()}


def test_the_way_up_begins_with_the_theme_itself_and_ends_at_the_top() -> None:
    assert list(upwards(themes(t1=None, t2=1, t3=2), 3)) == [3, 2, 1]


def test_a_circle_ends() -> None:
    assert list(upwards(themes(t1=2, t2=1), 1)) == [1, 2]


def test_a_theme_made_meanwhile_is_left_out() -> None:
    assert list(upwards(themes(t2=1), 9)) == []
