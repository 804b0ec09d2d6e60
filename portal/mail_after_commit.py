"""Mail that is written inside a transaction leaves when it is over.

Wagtail tells people of submissions, approvals and comments while the page is being saved. A mail server that hangs
would hold the one writer of the database, one that refuses would undo what was saved, and a transaction that is rolled
back would have told of something that never was.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.db import transaction

log = logging.getLogger(__name__)


class EmailBackend(smtp.EmailBackend):
    """SMTP as Django speaks it, except inside a transaction: there, mails wait for the commit.

    One that cannot be sent then is logged, and never an error of whoever saved something.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given_up = False

    def open(self) -> bool | None:
        """Connect, unless nothing is to be sent before the commit."""
        return None if _in_transaction() else super().open()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send, or keep for the commit; return how many were taken."""
        if not _in_transaction():
            return super().send_messages(email_messages)
        for message in email_messages:
            # Each by itself: a savepoint that is rolled back takes its own mails with it, and one that is refused
            # does not keep the others.
            transaction.on_commit(partial(self._send_late, message), robust=True)
        return len(email_messages)

    def _send_late(self, message: EmailMessage) -> None:
        if self.given_up:
            log.error("A mail was not sent, the server having failed before: %s", message.subject)
            return
        try:
            self.open()
        except OSError:
            # The others would only keep the person waiting as long again.
            self.given_up = True
            log.exception("A mail was not sent, no server having answered: %s", message.subject)
            return
        try:
            super().send_messages([message])
        except OSError:
            log.exception("A mail was not sent: %s", message.subject)
        finally:
            self.close()


def _in_transaction() -> bool:
    return transaction.get_connection().in_atomic_block
