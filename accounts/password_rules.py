"""What a password must be besides long: not longer than can be hashed in peace, and not made of words of the house."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 128
#: Letters and digits that must be left when the words below are taken out.
LEAST_OF_ONES_OWN = 8
LEAST_DIFFERENT = 5
#: What everybody in this field would try first, without accents.
WORDS = (
    *("housing", "logement", "logements", "wonen", "woning", "huisvesting", "portail", "portal", "portaal"),
    *(
        "bruxelles",
        "brussel",
        "brussels",
        "guide",
        "guides",
        "gids",
        "gidsen",
        "commune",
        "gemeente",
        "region",
        "gewest",
    ),
    *("password", "motdepasse", "wachtwoord", "welkom", "bienvenue", "welcome", "bonjour", "azerty", "qwerty", "admin"),
    *("123456789", "12345678", "1234567", "123456", "12345", "1234"),
)
_LONGEST_FIRST = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))
_YEAR = re.compile(r"(?:19|20)\d\d")


class LongestPassword:
    """Refuses what nobody types: hashing it would only keep the machine busy."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return _("Your password can have at most %s characters.") % LONGEST


class WordsOfTheHouse:
    """Refuses a password in which little is left when the words that anybody would guess here are taken out."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = own_part(password)
        if len(rest) < LEAST_OF_ONES_OWN or len(set(rest)) < LEAST_DIFFERENT:
            raise ValidationError(
                _("This password is made of words that are easily guessed here: choose other words."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _("Your password must not be made only of words that are easily guessed here.")


def own_part(password: str) -> str:
    """Return the letters and digits that are left without accents, years and the words of the house."""
    plain = unicodedata.normalize("NFKD", password.lower())
    letters = "".join(each for each in plain if each.isalnum())
    return _LONGEST_FIRST.sub("", _YEAR.sub("", letters))
