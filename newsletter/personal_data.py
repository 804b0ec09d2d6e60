"""What the newsletter keeps of people, and how an address is erased from it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from newsletter import mails, subscriptions
from newsletter.consent import Source
from newsletter.models import ConsentEvent, Delivery, SignUpRequest, Subscriber, Subscription
from portal import erasures
from portal.privacy import Basis, PersonalData, declare, harmless
from portal.privacy_declarations import traces

SUBSCRIBERS = _("people who asked for the newsletter")
PURPOSE = _("to send the newsletter about the themes that the person chose, in his or her language")
PROOF = _("to prove the consent, and to heed that it was withdrawn")


def subscribers(address: str) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(email_norm=address)


def subscriptions_of(address: str) -> QuerySet[Subscription]:
    return Subscription.objects.filter(subscriber__email_norm=address).select_related("theme")


def consents(address: str) -> QuerySet[ConsentEvent]:
    return ConsentEvent.objects.filter(subscriber_uuid__in=subscribers(address).values("uuid")).select_related(
        "wording"
    )


def deliveries_of(address: str) -> QuerySet[Delivery]:
    return Delivery.objects.filter(subscriber__email_norm=address).select_related("send")


def words_of(step: ConsentEvent) -> str:
    return step.wording.text if step.wording else ""


def requests(address: str) -> QuerySet[SignUpRequest]:
    """Return what waits for the person's answer, whichever way the address was written."""
    return SignUpRequest.objects.filter(Q(subscriber__email_norm=address) | Q(email__iexact=address))


@transaction.atomic
def erase_address(address: str, by: Source) -> int:
    """Erase the subscription of a normalised address; no import and no mail brings it back, only a sign-up does."""
    found = list(subscribers(address))
    # What a mail server answers names the address.
    deliveries_of(address).update(error="")
    for subscriber in found:
        subscriptions.erase(subscriber, by)
    deleted = requests(address).delete()[0]
    if found:
        mails.forget(address)
        erasures.remember(address)
    return len(found) + deleted


declare(
    PersonalData(
        "newsletter.Subscriber",
        ("email", "email_norm", "address_hash"),
        SUBSCRIBERS,
        PURPOSE,
        Basis.CONSENT,
        _(
            "7 days unconfirmed; as long as the subscription lasts; the address 28 days after it ended, "
            "a hash after that"
        ),
        shown=("email", "language", "status", "frequency", "created_at", "confirmed_at", "ended_at"),
        find=subscribers,
        erase=lambda address: erase_address(address, Source("erasure")),
        addresses="email",
    ),
    PersonalData(
        "newsletter.Subscription",
        ("subscriber",),
        SUBSCRIBERS,
        PURPOSE,
        Basis.CONSENT,
        _("with the subscription; without the address for the figures"),
        shown=("theme", "since", "until"),
        find=subscriptions_of,
    ),
    PersonalData(
        "newsletter.ConsentEvent",
        ("subscriber_uuid", "network"),
        SUBSCRIBERS,
        PROOF,
        Basis.LEGAL_OBLIGATION,
        _("3 years after the subscription ended, under a pseudonym; the network 30 days"),
        shown=(
            "event",
            "purpose",
            (_("wording"), words_of),
            (_("hash of the words"), lambda step: step.wording.sha256 if step.wording else ""),
            "language",
            (_("themes"), lambda step: ", ".join(step.themes)),
            "frequency",
            "source",
            "at",
            "given_on",
            "network",
        ),
        find=consents,
    ),
    PersonalData(
        "newsletter.SignUpRequest",
        ("email", "subscriber"),
        SUBSCRIBERS,
        PURPOSE,
        Basis.CONSENT,
        _("until the link was used, at most 7 days"),
        shown=("kind", "email", "language", "created_at", "expires_at", "used_at"),
        find=requests,
        addresses="email",
    ),
    PersonalData(
        "newsletter.Delivery",
        ("subscriber", "error"),
        SUBSCRIBERS,
        _("to send each newsletter once, and to tell what became of it"),
        Basis.CONSENT,
        _("12 months; totals after that"),
        shown=("send", "state", "sent_at"),
        find=deliveries_of,
    ),
    traces(
        "newsletter.Send",
        "approved_by",
        shown=("kind", "state", "made_at"),
        kept=_("with the newsletter"),
    ),
    traces(
        "newsletter.Transfer",
        "by",
        "subscribers",
        shown=("kind", "at", "reason"),
        kept=_("2 years; subscribers under a pseudonym"),
    ),
    PersonalData(
        "newsletter.AddressLimit",
        ("address_hash",),
        SUBSCRIBERS,
        _("to keep others from flooding an address with mails"),
        Basis.PUBLIC_TASK,
        _("30 days, as a keyed hash"),
    ),
)
harmless("the mailbox of the service that sends", "newsletter.NewsletterRule.reply_to")
