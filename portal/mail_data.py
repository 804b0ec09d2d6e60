"""What mail keeps of people, and how an address is taken out of it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mail import address as spelling
from mail import suppression
from mail.models import Message
from portal.privacy import Basis, PersonalData, declare

WRITTEN_TO = _("people whom the site writes to")


def messages(address: str) -> QuerySet[Message]:
    return Message.objects.filter(recipient__iexact=address)


def forget(address: str) -> int:
    """Take an address out of the messages that were written to it; those that wait are not sent."""
    cancel(Q(recipient__iexact=address))
    return messages(address).update(recipient="", subject="", text="", html="", headers={}, attachments=[], error="")


def cancel(which: Q) -> int:
    """Keep messages that still wait from leaving."""
    waiting = Message.objects.filter(which, state=Message.State.QUEUED)
    return waiting.update(state=Message.State.SKIPPED, text="", html="")


def keep_out(address: str) -> None:
    """Write to an address no more, because its owner was erased."""
    suppression.suppress(spelling.normalised(address), suppression.Reason.ERASURE)


declare(
    PersonalData(
        "mail.Message",
        ("recipient", "sender", "text", "html", "subject"),
        WRITTEN_TO,
        _("to tell people what they asked for, or what concerns their account or their work"),
        Basis.PUBLIC_TASK,
        _("the words 7 days, the address 90 days, the row without them 2 years"),
        shown=("kind", "recipient", "subject", "state", "created_at", "sent_at"),
        find=messages,
        erase=forget,
        addresses="recipient",
    ),
    PersonalData(
        "mail.Suppression",
        ("email_hmac",),
        WRITTEN_TO,
        _("not to write to an address that does not work, or whose owner does not want it"),
        Basis.LEGAL_OBLIGATION,
        _("as long as the wish holds, as a keyed hash"),
    ),
    PersonalData(
        "mail.FeedbackEvent",
        ("email_hmac",),
        WRITTEN_TO,
        _("to know which addresses do not work"),
        Basis.PUBLIC_TASK,
        _("12 months, as a keyed hash"),
    ),
)
