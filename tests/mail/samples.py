"""One of every mail that the portal sends, with made-up contents: for photographs and for rules that hold for all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mail.render import Rendered, letter, rendered

LINK = "http://testserver/fr/compte/mot-de-passe/exemple-fictif-voorbeeld/"
ACCOUNT = {
    "email": "exemple.fictif@example.org",
    "link": LINK,
    "sign_in": LINK,
    "password_reset_url": LINK,
    "until": date(2026, 12, 14),
    "group": "Exemple fictif / fictief voorbeeld",
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


#: By name: what renders the mail in a language.
SAMPLES: dict[str, Sample] = {
    **{name: _of(name, ACCOUNT) for name in NAMES},
    "notification": lambda language: letter(
        "Exemple fictif", f"Un paragraphe.\n\nUn second, avec un lien :\n{LINK}", language
    ),
}
