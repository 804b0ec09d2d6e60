"""Keys for links that must work for years."""

from pathlib import Path
from typing import Any

import pytest

from portal import key_ring

SECRET = "abcdefgh" * 5


def test_first_key_signs_and_each_has_its_number() -> None:
    newer, older = key_ring.parse(f"2:{SECRET}x, 1:{SECRET}")
    assert (newer.number, older.number) == (2, 1)
    assert newer.mac("a", b"b") != older.mac("a", b"b")


def test_what_is_signed_for_one_purpose_is_not_for_another() -> None:
    (key,) = key_ring.parse(f"1:{SECRET}")
    assert key.mac("ab", b"c") != key.mac("a", b"bc")


@pytest.mark.parametrize("text", ["x", "1", f"x:{SECRET}", "1:short", f"256:{SECRET}", f"1:{SECRET},1:{SECRET}"])
def test_wrong_keys_are_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="key|secret"):
        key_ring.parse(text)


def test_key_is_made_once_where_the_operator_gave_none(settings: Any, tmp_path: Path) -> None:
    settings.NEWSLETTER_TOKEN_KEYS, settings.DATA_DIR = (), tmp_path
    (first,) = key_ring.ring()
    assert key_ring.ring() == (first,)
    assert (tmp_path / key_ring.FILE).stat().st_mode & 0o077 == 0


def test_text_is_known_by_every_key_of_the_ring(settings: Any) -> None:
    settings.NEWSLETTER_TOKEN_KEYS = key_ring.parse(f"1:{SECRET}")
    (old,) = key_ring.hashes("ann@example.be", purpose="test")
    settings.NEWSLETTER_TOKEN_KEYS = key_ring.parse(f"2:{SECRET}y,1:{SECRET}")
    assert key_ring.hashes("ann@example.be", purpose="test")[1] == old
