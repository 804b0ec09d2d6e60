"""What tells a question that may be about a person, and is therefore never kept: numbers, addresses, long stories."""

from __future__ import annotations

import re

from portal.findings.contacts import register_numbers

MAILBOX = re.compile(r"\S+@\S+")
#: Nine figures and more, however they are parted: telephones, accounts, file numbers, numbers of persons.
LONG_NUMBER = re.compile(r"(?:\+|\b0)?\d(?:[\s./()-]{0,2}\d){8,}")
ACCOUNT = re.compile(r"\b[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){2,}", re.IGNORECASE)
HOUSE = r"\d{1,4}\s?[a-z]?(?![\d/])\b"
STREET = (
    r"(?:rue|avenue|av|boulevard|bd|bld|chaussée|chaussee|place|square|clos|allée|allee|quai|impasse|drève|dreve|"
    r"chemin|sentier|venelle|cité|cite|parvis|galerie)\b"
)
STRAAT = r"\w*(?:straat|laan|steenweg|plein|lei|dreef|kaai|gang|pad|weg|markt|hof|baan|vest)\b"
ADDRESSES = re.compile(
    # "rue Haute 12", "12, rue Haute", "Hoogstraat 12", "12 Hoogstraat": the number within a few words of the street.
    rf"\b(?:{STREET}(?:[\s,.'’-]+[^\W\d]+){{0,6}}[\s,]+(?:n°|nr\.?)?\s*{HOUSE}|\d{{1,4}}\s?[a-z]?[\s,]+{STREET}|"
    rf"{STRAAT}[\s,]+(?:n°|nr\.?)?\s*{HOUSE}|\d{{1,4}}\s?[a-z]?[\s,]+{STRAAT})",
    re.IGNORECASE,
)
MOST_WORDS = 12
LONGEST = 100  # characters


def may_be_personal(text: str) -> bool:
    """Whether a question looks as if it named a person, or told the story of one."""
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return True
    patterns = (MAILBOX, LONG_NUMBER, ACCOUNT, ADDRESSES)
    return any(pattern.search(text) for pattern in patterns) or any(register_numbers(text))
