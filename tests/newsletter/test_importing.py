"""Taking over subscribers: the trial says what the import does, and nobody who left comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from mail import suppression
from newsletter import importing, subscriptions
from newsletter.importing import NotReadable, Origin
from newsletter.models import ConsentEvent, Status, Subscriber, Transfer
from tests.factories import make_user
from tests.factories.newsletter import make_subscriber
from tests.newsletter import mailbox
from themes.models import Theme

ORIGIN = Origin("sign-up list of a seminar", date(2026, 10, 5))
HEADER = "email,language,themes,frequency,consent_date\n"


def file(*lines: str) -> bytes:
    return (HEADER + "\n".join(lines) + "\n").encode("utf-8-sig")


@pytest.fixture
def by(themes: list[Theme]) -> User:
    return make_user()


def test_subscribers_are_added_with_the_proof_of_their_consent(by: User) -> None:
    content = file("Ann@example.be,nl,vide|Insal FR,weekly,2026-09-01", "bob@example.be,fr,insal,,")
    done = importing.carry_out(content, ORIGIN, by=by)
    ann, bob = Subscriber.objects.order_by("email_norm")
    assert done.counts == {"new": 2, "faulty": 0}
    assert (ann.email, ann.status, ann.frequency, ann.language) == ("Ann@example.be", Status.ACTIVE, "weekly", "nl")
    assert subscriptions.themes_of(ann) == {"vide", "insal"}
    event = ConsentEvent.objects.get(subscriber_uuid=ann.uuid)
    assert (event.event, event.given_on) == ("import", date(2026, 9, 1))
    assert event.source.startswith(f"import:{done.sha256}:2")
    assert ConsentEvent.objects.get(subscriber_uuid=bob.uuid).given_on == ORIGIN.given_on
    assert not mailbox.texts()


def test_trial_changes_nothing_and_counts_the_same(by: User) -> None:
    make_subscriber("here@example.be")
    content = file(
        "new@example.be,nl,vide,,",
        "NEW@example.be,nl,vide,,",
        "here@example.be,nl,vide,,",
        "broken,nl,vide,,",
        "x@example.be,de,vide,,",
        "y@example.be,nl,nothing,,",
        "z@example.be,nl,,,",
        "w@example.be,nl,vide,hourly,",
        "v@example.be,nl,vide,,31/05/2026",
        f"u@example.be,nl,vide,,{timezone.localdate() + timedelta(days=1)}",
    )
    trial = importing.plan(content, ORIGIN)
    assert Subscriber.objects.count() == 1
    assert trial.counts == {"new": 1, "faulty": 7, "twice": 1, "already": 1}
    assert [number for number, _text in trial.faults] == [5, 6, 7, 8, 9, 10, 11]
    assert importing.carry_out(content, ORIGIN, by=by).counts == trial.counts


@pytest.mark.parametrize("state", [Status.UNSUBSCRIBED, Status.SUPPRESSED, Status.ERASED])
@pytest.mark.parametrize("forgotten", [False, True])
def test_import_never_brings_back_who_is_gone(by: User, state: Status, forgotten: bool) -> None:
    gone = make_subscriber("gone@example.be", status=state)
    if forgotten:
        subscriptions.forget_addresses(Subscriber.objects.all())
    content = file("Gone@Example.be,nl,vide,,")
    assert importing.carry_out(content, ORIGIN, by=by).counts == {"new": 0, "faulty": 0, "stays_out": 1}
    gone.refresh_from_db()
    assert gone.status == state
    assert Subscriber.objects.count() == 1


def test_import_leaves_suppressed_addresses_out(by: User) -> None:
    suppression.suppress("gone@example.be", suppression.Reason.COMPLAINT)
    assert importing.plan(file("gone@example.be,nl,vide,,"), ORIGIN).counts["stays_out"] == 1


def test_import_does_not_change_who_is_here(by: User) -> None:
    here = make_subscriber("here@example.be", language="fr", frequency="monthly")
    importing.carry_out(file("here@example.be,nl,vide,weekly,"), ORIGIN, by=by)
    here.refresh_from_db()
    assert (here.language, here.frequency, subscriptions.themes_of(here)) == ("fr", "monthly", set())


def test_same_file_twice_changes_nothing(by: User) -> None:
    content = file("ann@example.be,nl,vide,,", "bob@example.be,fr,insal,,")
    importing.carry_out(content, ORIGIN, by=by)
    before = list(Subscriber.objects.values())
    assert importing.carry_out(content, ORIGIN, by=by).counts == {"new": 0, "faulty": 0, "already": 2}
    assert list(Subscriber.objects.values()) == before
    assert Transfer.objects.count() == 1


def test_import_is_logged_without_addresses(by: User) -> None:
    importing.carry_out(file("ann@example.be,nl,vide,,"), ORIGIN, by=by)
    entry = ModelLogEntry.objects.get(action=importing.IMPORTED)
    done = Transfer.objects.get()
    assert (entry.user, done.by, done.number) == (by, by, 1)
    assert done.subscribers == [str(Subscriber.objects.get().uuid)]
    assert "@" not in f"{entry.label}{entry.data}{done.reason}{done.subscribers}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"PK\x03\x04\0\0", b"name;phone\nAnn;02", b"email,language\nann@example.be,nl\n"],
)
def test_file_that_cannot_be_read_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotReadable):
        importing.plan(content, ORIGIN)


def test_semicolons_are_read_too(by: User) -> None:
    content = b"email;language;themes\nann@example.be;nl;vide\n"
    assert importing.plan(content, ORIGIN).counts["new"] == 1


def test_queries_do_not_grow_with_the_file(by: User) -> None:
    def queries(number: int) -> int:
        content = file(*(f"p{number}-{each}@example.be,nl,vide,," for each in range(number)))
        with CaptureQueriesContext(connection) as done:
            importing.plan(content, ORIGIN)
        return len(done)

    assert queries(1) == queries(3)
