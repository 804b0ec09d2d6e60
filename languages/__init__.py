"""The languages of the site: French and Dutch are both required, neither is the default.

A further language is one more entry in ``LANGUAGES`` and a migration that adds its fields.
"""

from dataclasses import dataclass

from django.utils import translation


@dataclass(frozen=True)
class Language:
    """One language of the site: its code, its name in itself and its tag for ``lang`` and ``hreflang``."""

    code: str
    name: str
    tag: str


LANGUAGES = (
    Language("fr", "Français", "fr-BE"),
    Language("nl", "Nederlands", "nl-BE"),
)
CODES = tuple(language.code for language in LANGUAGES)
CHOICES = [(language.code, language.name) for language in LANGUAGES]
BY_CODE = {language.code: language for language in LANGUAGES}


def active() -> str:
    """Return the code of the language being served; French in an admin that runs in a language of no content."""
    code = (translation.get_language() or "")[:2]
    return code if code in BY_CODE else CODES[0]


def other(code: str) -> str:
    """Return the other language of the pair, the one a reader falls back to."""
    return next(candidate for candidate in CODES if candidate != code)


def tag_of(code: str) -> str:
    """Return the tag for ``lang`` attributes, e.g. ``fr-BE``; a code of no content language is its own tag."""
    return BY_CODE[code].tag if code in BY_CODE else code
