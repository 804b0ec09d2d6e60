"""The record of processing (GDPR, article 30), made from what the packages declare about their data."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.privacy import PersonalData, declared


def record() -> str:
    """Return the record in the active language, as Markdown: one part per purpose, then who is responsible."""
    lines = [f"# {_('Register of processing activities')}", "", _to_complete(), ""]
    for purpose, data in _by_purpose().items():
        lines += [f"## {_capital(purpose)}", "", *_facts(data), ""]
    return "\n".join(lines)


def _to_complete() -> str:
    return _(
        "Made from the declarations of the software. The controller adds name and contact of the controller and of "
        "the data protection officer, the processors with country and contract, and the text on which the task of "
        "public interest rests."
    )


def _by_purpose() -> dict[str, list[PersonalData]]:
    found: dict[str, list[PersonalData]] = {}
    for data in declared():
        found.setdefault(str(data.purpose), []).append(data)
    return found


def _facts(data: list[PersonalData]) -> Iterator[str]:
    yield f"- {_('Persons concerned:')} {_all(each.whose for each in data)}"
    yield f"- {_('Legal basis:')} {_all(each.basis.label for each in data)}"
    security = _("access by role, second factor for the administration, encrypted connections, logged exports")
    yield f"- {_('Security:')} {security}"
    yield f"- {_('Transfers outside the European Union:')} {_('none by the software')}"
    yield ""
    yield f"| {_('Data')} | {_('Fields')} | {_('Period')} |"
    yield "| --- | --- | --- |"
    for each in data:
        yield f"| {_capital(str(each.name))} | {', '.join(each.fields)} | {each.kept} |"


def _all(words: Iterator[str | Promise]) -> str:
    return "; ".join(dict.fromkeys(str(word) for word in words))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
