"""What this portal does otherwise than allauth: nobody signs up, mails speak the language of the person they go to."""

from __future__ import annotations

import base64
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.encoding import force_bytes

import languages
from accounts.models import User
from mail.compose import compose

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by invitation: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        with translation.override(user.language or translation.get_language()):
            self.send_mail(template_prefix, email or user.email, context or {})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any], *, reason: str = "") -> None:
        """Write what is told of an account; the worker sends it. ``reason`` keeps it from being told twice."""
        compose(
            kind=template_prefix,
            to=email,
            language=languages.active(),
            template=template_prefix,
            context={"email": email, **context},
            reason=reason or f"{template_prefix}:{get_random_string(32)}",
            # Whoever asks for a new password gets it, whatever became of mails before; its link is not kept.
            essential=True,
            secret=True,
        )

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        with translation.override(user.language or translation.get_language()):
            # The link was made for the page on which it was asked for, perhaps by somebody else.
            url = self.get_reset_password_from_key_url(f"{context['uid']}-{context['key']}")
            super().send_password_reset_mail(user, email, {**context, "password_reset_url": url})


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted: whoever gets a copy of the database cannot make codes."""

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; one that no code fits when the key is no longer the one it was encrypted with."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.error("A second factor cannot be read: SECRET_KEY is not the one it was set up with.")
            return generate_totp_secret()


def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts.second_factor")
    return base64.urlsafe_b64encode(derivation.derive(force_bytes(secret)))
