"""One of every mail that the portal sends, with made-up contents: for photographs and for rules that hold for all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.utils.safestring import mark_safe

import languages
from languages.text import Text
from mail.render import Rendered, letter, rendered
from newsletter.issue_content import Entry, IssueContent, Section
from portal.changes import News

LINK = "http://testserver/fr/compte/mot-de-passe/exemple-fictif-voorbeeld/"
ACCOUNT = {
    "email": "exemple.fictif@example.org",
    "link": LINK,
    "sign_in": LINK,
    "password_reset_url": LINK,
    "until": date(2026, 12, 14),
    "group": "Exemple fictif / fictief voorbeeld",
    "confirm": LINK,
    "refuse": LINK,
    "preferences": LINK,
    "leave": LINK,
    "data": LINK,
    "new": "e***@example.org",
    "site_url": "http://testserver",
    "groups": ["Auteurs / auteurs", "Exemple fictif / fictief voorbeeld"],
}
NAMES = (
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_reset_key",
    "account/email/password_set",
    "account/email/unknown_account",
    "accounts/email/group_joined",
    "accounts/email/invitation",
    "accounts/email/roles_given",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
)
Sample = Callable[[str], Rendered]


def _of(name: str, context: dict[str, Any]) -> Sample:
    return lambda language: rendered(name, context, language)


PERSON = {
    "confirm": LINK,
    "block": LINK,
    "data": LINK,
    "leave": LINK,
    "preferences": LINK,
    "until": datetime(2026, 12, 14, 9, 30, tzinfo=UTC),
    "new": "exemple.fictif@example.org",
    "link": LINK,
    "reason": "5.7.1 exemple fictif / fictief voorbeeld",
}
#: About the care for records, and about recommendations and drafts of panels.
BODY = {
    "body": "Exemple fictif / fictief voorbeeld",
    "number": 2,
    "rows": [("Exemple fictif / fictief voorbeeld", "/id/GT-2026-001", date(2026, 12, 14))] * 2,
    "provision": {"amended_on": date(2026, 11, 2)},
    "asked": "Exemple fictif / fictief voorbeeld",
    "answer": "Exemple fictif / fictief voorbeeld",
    "link": "/id/GT-2026-001",
    "due": date(2026, 12, 14),
    "state": "…",
    "owner": "Exemple fictif / fictief voorbeeld",
    "recommendation": "Exemple fictif / fictief voorbeeld",
    "reference": "RC-2026-001",
    "name": "Exemple fictif / fictief voorbeeld",
    "panel": "Exemple fictif / fictief voorbeeld",
    "until": date(2026, 12, 14),
}
OF_THE_CELL = (
    *("editorial/email/answer", "editorial/email/verify", "editorial/email/amended"),
    *(f"seminars/email/{name}" for name in ("due", "overdue", "escalated", "reading")),
)
OF_THE_NEWSLETTER = ("address", "already", "confirm", "data", "moved", "paused")
SUMMARY = {
    "fr": "Une phrase dit ce que la fiche apporte, à qui elle sert et quand elle a été vérifiée.",
    "nl": "Eén zin zegt wat de fiche brengt, voor wie ze dient en wanneer ze is nagekeken.",
}


def _entry(language: str, *, foreign: bool = False) -> Entry:
    heading = {"fr": "Exemple fictif : visiter un logement insalubre", "nl": "Fictief voorbeeld: een ongezonde woning"}
    shown = languages.other(language) if foreign else language
    marker = {"fr": "en néerlandais", "nl": "in het Frans"}[language] if foreign else ""
    kind, comment = {"fr": "Guide", "nl": "Gids"}[language], {"fr": "À lire.", "nl": "Een aanrader."}[language]
    return Entry(kind, Text(heading[shown], shown), Text(SUMMARY[shown], shown), LINK, Text(comment, language), marker)


def _issue(language: str) -> Rendered:
    news = News(Text(SUMMARY[language], language), LINK, "2026", datetime(2026, 12, 1, tzinfo=UTC))
    headings = {"fr": ("Choisi pour vous", "Séminaires à venir"), "nl": ("Voor u gekozen", "Komende seminaries")}
    first, second = headings[language]
    sections = [Section(first, [_entry(language), _entry(language, foreign=True)]), Section(second, news=[news])]
    words = Text(SUMMARY[language], language)
    context = {
        "heading": Text({"fr": "Lettre d’exemple", "nl": "Voorbeeldbrief"}[language], language),
        "introduction": words,
        "body": words,
        "body_text": words,
        "body_html": mark_safe(f"<p>{words} <a href='{LINK}'>{words}</a></p>"),  # noqa: S308 - made up here.
        "content": IssueContent(language, sections, []),
        "archive": LINK,
        "unsubscribe": LINK,
        "preferences": LINK,
    }
    return rendered("newsletter/email/issue", context, language)


def _digest(language: str) -> Rendered:
    entries = [_entry(language), _entry(language, foreign=True), _entry(language)]
    context = {"entries": entries, "more": 4, "monthly": False, "home": LINK, "unsubscribe": LINK, "preferences": LINK}
    return rendered("newsletter/email/digest", context, language)


#: By name: what renders the mail in a language.
SAMPLES: dict[str, Sample] = {
    **{name: _of(name, ACCOUNT) for name in NAMES},
    **{name: _of(name, PERSON) for name in (f"newsletter/email/{each}" for each in OF_THE_NEWSLETTER)},
    **{name: _of(name, BODY) for name in OF_THE_CELL},
    "newsletter/email/issue": _issue,
    "newsletter/email/digest": _digest,
    "notification": lambda language: letter(
        "Exemple fictif", f"Un paragraphe.\n\nUn second, avec un lien :\n{LINK}", language
    ),
}
