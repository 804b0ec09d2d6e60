import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.settings import base


@pytest.mark.parametrize(
    "password",
    [
        "tooshort",
        "logementbruxelles2026",
        "Wachtwoord-Gemeente-1",
        "Bienvenue123456789",
        "aaaaaaaaaaaaaaaaaaaa",
        "x1y2z3w4v5" * 13,
        "  Région  Logement  ",
    ],
)
def test_a_password_that_is_guessed_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["korenbloem wandelt zeer traag", "mon chat préfère le jeudi", "x1y2z3w4v5" * 12, "logement et 7 girafes mauves"],
)
def test_a_password_of_ones_own_is_taken(password: str) -> None:
    validate_password(password)


def test_passwords_are_kept_with_the_strongest_hash() -> None:
    assert base.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")
