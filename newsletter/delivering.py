"""Sending to many: each person is looked up again at the last moment, gets a mail with links of their own, once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.crypto import get_random_string

from mail import breaker, guard, queue, suppression
from mail.address import domain_of
from mail.compose import message_id, sender_domain
from mail.connection import Connection, Outcome, Result
from newsletter import alarms, send_states
from newsletter.issue_mail import PREFERENCES, UNSUBSCRIBE
from newsletter.links import address, one_click
from newsletter.materialising import audience
from newsletter.models import Delivery, NewsletterRule, Rendering, Send, Status, Subscriber
from newsletter.tokens import preferences_token, unsubscribe_token

State = Delivery.State
#: Stands for a key while the address around it is made, once for each language.
KEY = "KEY-KEY"
BATCH = 50
SECONDS = 45.0


@dataclass
class Sending:
    """One worker at one send: the words are read once, the answers of the server counted."""

    send: Send
    run: queue.Run
    connection: Connection
    counted: breaker.Breaker = field(default_factory=breaker.Breaker)
    words: dict[int, Rendering] = field(default_factory=dict)
    patterns: dict[str, dict[str, str]] = field(default_factory=dict)
    reply_to: list[str] = field(default_factory=list)
    limited: bool = False

    def rendering(self, pk: int) -> Rendering:
        if pk not in self.words:
            # A digest has as many as there are selections: only the latest are held.
            if len(self.words) > BATCH:
                self.words.clear()
            self.words[pk] = Rendering.objects.get(pk=pk)
        return self.words[pk]

    def links(self, code: str, person: Subscriber) -> dict[str, str]:
        """Return what stands in the places of a mail: the addresses of one person, with keys of their own."""
        if code not in self.patterns:
            self.patterns[code] = {
                UNSUBSCRIBE: address("newsletter_unsubscribe", code, KEY),
                PREFERENCES: address("newsletter_preferences", code, KEY),
            }
        keys = {UNSUBSCRIBE: unsubscribe_token(person.pk, self.send.pk), PREFERENCES: preferences_token(person)}
        return {place: pattern.replace(KEY, keys[place]) for place, pattern in self.patterns[code].items()}


def run_due(seconds: float = SECONDS, stopping: Callable[[], bool] = lambda: False) -> str:
    """Begin what is due, and send until nothing waits, the time is over or the process is to end."""
    send_states.start_due()
    sends = Send.objects.filter(state=Send.State.SENDING, site=settings.SITE_URL).order_by("pk")
    run = queue.Run(get_random_string(12), time.monotonic() + seconds, stopping)
    found = [] if breaker.paused() else list(sends)
    if not found:
        return ""
    with Connection() as connection:
        rule = NewsletterRule.load()
        for send in found:
            reply_to = [rule.reply_to] if rule.reply_to else []
            limited = bool(send.issue and send.issue.audience.exists())
            sending = Sending(send, run, connection, reply_to=reply_to, limited=limited)
            while not run.over() and _batch(sending):
                pass
    return f"{run.sent} sent, {run.others} not"


def _batch(sending: Sending) -> bool:
    """Send one batch; return whether there may be more to do now."""
    rows = queue.claim(Delivery.objects.filter(send=sending.send), sending.run.worker, BATCH)
    if not rows:
        send_states.end_if_done(sending.send)
        return False
    for number, row in enumerate(rows):
        now = None if sending.run.over() else as_it_is_now(row)
        if now is None:
            queue.release(rows[number:])
            return False
        reason = _one(sending, row, now.subscriber)
        if reason:
            queue.release(rows[number + 1 :])
            _stop(sending.send, reason, row.error)
            return False
    return True


def as_it_is_now(row: Delivery) -> Delivery | None:
    """Return a delivery with its person as they are at this moment; None when the send does not go on."""
    rows = Delivery.objects.select_related("subscriber")
    return rows.filter(pk=row.pk, send__state=Send.State.SENDING).first()


def _one(sending: Sending, row: Delivery, person: Subscriber) -> breaker.Reason | None:
    """Send one, write down its end, and return why to send no more, if so."""
    if not queue.still_held(row):
        return None
    held_back = why_not(sending, person)
    if held_back:
        queue.finish(row, State.SKIPPED, error=held_back)
        sending.run.others += 1
        return None
    outcome = sending.connection.send(as_mail(sending, row, person))
    settle(sending.send, row, person, outcome)
    if outcome.result == Result.ACCEPTED:
        sending.run.sent += 1
        if sending.run.sent == 1:
            breaker.resume()
    else:
        sending.run.others += 1
    return sending.counted.note(outcome, domain_of(person.email))


def why_not(sending: Sending, person: Subscriber) -> str:
    """Return why somebody must not get it any more, or nothing; who left a second ago has left."""
    if person.status != Status.ACTIVE or not person.email:
        return f"no longer a subscriber: {person.status}"
    if not guard.allows(person.email):
        return "only named addresses are written to outside production"
    found = suppression.found(person.email)
    if found:
        return f"the address is not written to: {found.reason}"
    return "" if _is_still_wanted(sending, person) else "no longer asked for"


def _is_still_wanted(sending: Sending, person: Subscriber) -> bool:
    if sending.send.kind == Send.Kind.DIGEST:
        return person.frequency == sending.send.digest_run.kind
    return not sending.limited or audience(sending.send).filter(pk=person.pk).exists()


def as_mail(sending: Sending, row: Delivery, person: Subscriber) -> EmailMultiAlternatives:
    """Return the mail of one person: the frozen words, with links of their own in the places for them."""
    words = sending.rendering(row.rendering_id)
    own = sending.links(words.language, person)
    mail = EmailMultiAlternatives(
        words.subject,
        _filled(words.text, own),
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
        reply_to=sending.reply_to,
        headers=headers(row, words.language),
    )
    mail.attach_alternative(_filled(words.html, own), "text/html")
    return mail


def headers(row: Delivery, code: str) -> dict[str, str]:
    return {
        "Message-ID": message_id(f"d{row.pk}.{row.send_id}", f"delivery:{row.send_id}:{row.subscriber_id}"),
        "Content-Language": code,
        "List-Id": f"<newsletter.{sender_domain()}>",
        "List-Unsubscribe": f"<{one_click(row.subscriber_id, row.send_id)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Archive": f"<{settings.SITE_URL}/{code}/>",
        "Feedback-ID": f"{row.send_id}:newsletter:{sender_domain()}",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }


def _filled(text: str, own: dict[str, str]) -> str:
    for place, value in own.items():
        text = text.replace(place, value)
    return text


def settle(send: Send, row: Delivery, person: Subscriber, outcome: Outcome) -> None:
    """Write down what became of one try; an address that does not exist is not written to again."""
    if outcome.result == Result.REFUSED and outcome.code in queue.NO_SUCH_ADDRESS:
        suppression.suppress(person.email, suppression.Reason.HARD_BOUNCE, f"send {send.pk}: {outcome.code}")
    queue.settle(row, outcome, since=send.started_at or send.made_at)


def _stop(send: Send, reason: breaker.Reason, detail: str) -> None:
    """Pause a send whose server refuses everything, and tell whoever approved it."""
    breaker.pause(reason, detail)
    if send_states.pause(send, f"{reason.label}: {detail}"):
        alarms.tell_of_pause(send)
