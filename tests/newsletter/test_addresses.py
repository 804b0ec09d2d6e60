"""One mailbox is one address, however it is written; what is none is refused in words."""

from __future__ import annotations

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from newsletter import addresses

HOSTILE = [
    "",
    "@",
    "ann",
    "ann@",
    "@example.be",
    "ann@example",
    "ann@@example.be",
    "ann@exa mple.be",
    "ann@example.be\r\nBcc: all@example.be",
    "ann\r\n@example.be",
    "ann\0@example.be",
    "ann@example.be,bob@example.be",
    "Ann <ann@example.be>",
    "a" * 65 + "@example.be",
    "ann@" + "a" * 250 + ".be",
    "ann@-example.be",
    "ann@example..be",
    "ann@[127.0.0.1",
    "ané@example.be",
]


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Ann@Example.BE", "ann@example.be"),
        (" ann@example.be ", "ann@example.be"),
        ("ann@müller.be", "ann@xn--mller-kva.be"),
        (unicodedata.normalize("NFD", "ann@müller.be"), "ann@xn--mller-kva.be"),
        ("ann@MÜLLER.be", "ann@xn--mller-kva.be"),
        ("a.n.n+news@example.be", "a.n.n+news@example.be"),
    ],
)
def test_case_and_unicode_variants_are_one_address(written: str, same: str) -> None:
    assert addresses.normalised(written) == same


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        addresses.normalised(text)


@given(text=st.text(max_size=80))
def test_any_text_is_taken_or_refused_and_never_a_fault(text: str) -> None:
    try:
        address = addresses.welcome(text)
    except ValidationError:
        return
    assert address == addresses.normalised(address)
    assert address.isprintable()


@pytest.mark.parametrize("text", ["abuse@example.be", "Postmaster@example.be", "noc+x@example.be"])
def test_mailboxes_of_machines_are_not_welcome(text: str) -> None:
    with pytest.raises(ValidationError):
        addresses.welcome(text)


def test_mailbox_of_a_service_is_welcome() -> None:
    assert addresses.welcome("info@commune.example.be") == "info@commune.example.be"


def test_masked_address_tells_its_owner_only() -> None:
    assert addresses.masked("marie@example.be") == "m***@example.be"
