from __future__ import annotations

import pytest

from portal.findings.contacts import is_mobile, is_personal_mailbox, register_numbers


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("an.peeters@example.org", True),
        ("Jean-Luc.Dupont@example.org", True),
        ("an_peeters@example.org", True),
        ("cellule.logement@example.org", False),
        ("huisvesting.vorst@example.org", False),
        ("logement@example.org", False),
        ("info-logement@example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_mailbox_that_is_called_like_a_person(address: str | None, expected: bool) -> None:
    assert is_personal_mailbox(address) is expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0470 12 34 56", True),
        ("+32 470 12 34 56", True),
        ("+32 (0)470/12.34.56", True),
        ("0032470123456", True),
        ("02 123 45 67", False),
        ("04 222 33 44", False),
        ("+32 2 123 45 67", False),
        ("", False),
    ],
)
def test_mobile_telephone_however_it_is_written(number: str, expected: bool) -> None:
    assert is_mobile(number) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dossier 85.07.30-033.28, ouvert", ["85.07.30-033.28"]),
        ("85073003328", ["85073003328"]),
        ("né en 2017 : 17.07.30-033.84", ["17.07.30-033.84"]),
        ("85.07.30-033.29", []),
        ("1850730033280", []),
        ("02 123 45 67", []),
    ],
)
def test_numbers_of_the_national_register(text: str, expected: list[str]) -> None:
    assert list(register_numbers(text)) == expected
