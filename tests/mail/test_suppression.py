"""Who is not written to, known by hash only."""

from __future__ import annotations

from typing import Any

import pytest

from mail import suppression
from mail.address import hashed, normalised
from mail.models import Suppression
from mail.suppression import Reason, lift, suppress

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan@Example.ORG", "jan@example.org"),
        ("rene\u0301@example.org", "ren\u00e9@example.org"),
        ("jan@brüssel.example", "jan@xn--brssel-4ya.example"),
        (" jan@example.org ", "jan@example.org"),
    ],
)
def test_spellings_of_one_address_are_one(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)
    suppress(one, Reason.MANUAL)
    assert suppression.found(other) is not None


def test_dots_and_tags_make_another_address() -> None:
    assert len({normalised(each) for each in ("a.b@x.be", "ab@x.be", "ab+c@x.be")}) == 3


def test_the_address_cannot_be_read_back() -> None:
    suppress("jan@example.org", Reason.ERASURE)
    row = Suppression.objects.values().get()
    assert "jan" not in str(row)
    assert len(row["email_hmac"]) == 64


def test_a_weightier_reason_stays() -> None:
    suppress("jan@example.org", Reason.ERASURE)
    suppress("jan@example.org", Reason.HARD_BOUNCE)
    assert Suppression.objects.get().reason == Reason.ERASURE


def test_a_confirmed_address_is_free_of_bounces_but_not_of_complaints() -> None:
    suppress("jan@example.org", Reason.HARD_BOUNCE)
    assert lift("JAN@example.org", Reason.HARD_BOUNCE)
    suppress("jan@example.org", Reason.COMPLAINT)
    assert not lift("jan@example.org", Reason.HARD_BOUNCE)


def test_a_new_secret_key_forgets_nobody_as_long_as_the_former_one_is_known(settings: Any) -> None:
    former = settings.SECRET_KEY
    suppress("jan@example.org", Reason.ERASURE)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key " * 5, [former]
    assert suppression.found("jan@example.org") is not None


def test_a_key_of_its_own_outlives_that_of_the_sessions(settings: Any) -> None:
    settings.MAIL_ADDRESS_KEYS = ["k" * 50]
    before = hashed("jan@example.org")
    settings.SECRET_KEY = "another key " * 5
    assert hashed("jan@example.org") == before
