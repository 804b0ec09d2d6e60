"""What tells a person's mailbox, telephone or number from that of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.findings.word_lists import words_of

_TWO_NAMES = re.compile(r"[a-z]+(?:[-'][a-z]+)*[._][a-z]+(?:[-'._][a-z]+)*")
_REGISTER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[ -]?\d{3}[. ]?\d{2}(?!\d)")
#: The numbers of those born from 2000 on are counted as if a 2 stood before them.
_CENTURIES = (0, 2_000_000_000)


def is_personal_mailbox(address: str | None) -> bool:
    """Whether a mailbox is called like a person: ``an.peeters@``, not ``cellule.logement@``."""
    local = (address or "").partition("@")[0].casefold()
    return bool(_TWO_NAMES.fullmatch(local)) and words_of("mailboxes").isdisjoint(re.split(r"[._'-]", local))


def is_mobile(number: str | None) -> bool:
    """Whether a telephone number is a Belgian mobile one, however it is written."""
    digits = re.sub(r"\D", "", (number or "").replace("(0)", ""))
    national = re.sub(r"^(?:00)?32", "0", digits)
    return bool(re.fullmatch(r"04[5-9]\d{7}", national))


def register_numbers(text: str) -> Iterator[str]:
    """Yield what is written like a number of the national register and has its check digits."""
    for each in _REGISTER.finditer(text):
        digits = re.sub(r"\D", "", each[0])
        if any(97 - (century + int(digits[:9])) % 97 == int(digits[9:]) for century in _CENTURIES):
            yield each[0]
