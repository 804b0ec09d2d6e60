"""Gives a page that was written its revision, and tells where in the bundle stands what the page refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ReferenceIndex

from exchange.errors import Problem
from exchange.record import Record
from exchange.schema import Kind
from portal import publication
from portal.models import BilingualPage, ContentPage


def revise(page: Any, kind: Kind, *, live: bool) -> None:
    """Save a revision of the page and publish it, or leave it as a draft."""
    # Whether it is complete was asked of the record: a language with only a title and a summary is enough.
    kind.prepare(page)
    if live:
        _publish(page)
        return
    page.save_revision(clean=False)
    if page.live:
        page.unpublish()
    ReferenceIndex.create_or_update_for_object(page)


def _publish(page: BilingualPage) -> None:
    # Publishing follows at once and takes the paths: nothing has to hold them for a draft.
    revision = super(BilingualPage, page).save_revision(clean=False)
    # The page in hand is what the revision holds; reading it back, twice, asks for every row that it names.
    vars(revision)["as_object"] = lambda: page
    revision.publish()


def refusals(page: BilingualPage, refused: ValidationError | IntegrityError, record: Record) -> Iterator[Problem]:
    """Yield what a page refuses in spite of all checks, at the place in the record where it stands."""
    found = publication.problems(page) if isinstance(page, ContentPage) else {}
    for name, messages in found.items():
        key, language = record.kind.key_of(name)
        there = language if (language, key) in record.places else ""
        yield from (record.problem(key, message, there) for message in messages)
    if not found:
        messages = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
        yield Problem(record.file, 0, "", " ".join(messages))


def attempt(page: Any, kind: Kind, *, live: bool) -> ValidationError | IntegrityError | None:
    """Revise a page; return why it refuses, None when it does not. What a refusal leaves is not to be kept."""
    try:
        with transaction.atomic():
            revise(page, kind, live=live)
    except (ValidationError, IntegrityError) as refused:
        return refused
    return None
