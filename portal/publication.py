"""What a record must have before it is published: the same rules for a form, an import, a workflow and a schedule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

import languages
from portal import language_state
from portal.models.language_rule import LanguageRule

#: What is asked for in both languages, however mild the rule is.
ALWAYS = ("heading", "summary")


def problems(page: Any) -> dict[str, list[str]]:
    """Return what is missing, by field or child relation, as messages in the active language."""
    found: dict[str, list[str]] = {}
    for field, message in chain(page.publication_problems(), language_problems(page)):
        messages = found.setdefault(field, [])
        if str(message) not in messages:
            messages.append(str(message))
    return found


def language_problems(page: Any) -> Iterator[tuple[str, str]]:
    """Yield what the rule of the site about the two languages asks for, and which language lacks it."""
    everything = LanguageRule.load().asks_for_everything(type(page))
    for code in languages.CODES:
        asked = [name for name in ALWAYS if getattr(page, f"{name}_{code}", None) == ""]
        asked += [name for name in language_state.missing(page, code) if name not in asked] if everything else []
        for name in asked:
            yield _place(name, code), _missing(language_state.text_label(page, name, code), code)


def _place(name: str, code: str) -> str:
    """Return the field, or for the text of a row the relation, as ``steps`` for ``steps.1.text``."""
    relation, dot, _rest = name.partition(".")
    return relation if dot else f"{name}_{code}"


def _missing(label: str, code: str) -> str:
    message = _("%(language)s – “%(text)s” is missing.")
    return message % {"language": languages.BY_CODE[code].name, "text": label}


class NotPublishable(ValidationError):
    """Every reason why a record is not published; ``name`` is how its author finds it."""

    def __init__(self, reasons: list[str], name: str) -> None:
        super().__init__(reasons)
        self.name = name


def check_publishable(page: Any) -> None:
    """Raise NotPublishable with every reason at once when the record may not be published yet."""
    found = problems(page)
    if found:
        reasons = [message for messages in found.values() for message in messages]
        raise NotPublishable(reasons, f"{page.slug} {page.get_admin_display_title()}".strip())
