"""Taking over subscribers who gave their consent elsewhere, from a CSV file.

A plan is made first and shown; carrying it out makes the same plan again, so that both always agree. Nobody who has
ever been here is touched: whoever left, was suppressed or erased stays so.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

import languages
from accounts.models import User
from newsletter import addresses, mails
from newsletter.models import ConsentEvent, Frequency, Status, Subscriber, Subscription, Transfer
from themes.models import Label, Theme

COLUMNS = ("email", "language", "themes", "frequency", "consent_date")
REQUIRED = ("email", "language", "themes")
IMPORTED = "newsletter.imported"
MOST_ROWS = 20_000
AT_ONCE = 500


@dataclass(frozen=True)
class Origin:
    """Where the consent of a file was given, and when, unless a row says otherwise."""

    source: str
    given_on: date


@dataclass(frozen=True)
class Row:
    """One person of the file who is new here; ``number`` is the line."""

    number: int
    email: str
    address: str
    language: str
    themes: tuple[int, ...]
    frequency: str
    given_on: date


@dataclass
class Plan:
    """What an import does: rows that are new, and why others are left out."""

    sha256: str
    new: list[Row] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each fate."""
        return {"new": len(self.new), "faulty": len(self.faults), **self.left_out}


class NotReadable(ValueError):
    """The file as a whole cannot be read; the words say why."""


def plan(content: bytes, origin: Origin) -> Plan:
    """Say what an import would do; nothing is written. Raises NotReadable."""
    made = Plan(sha256(content).hexdigest())
    themes, seen = _themes_by_name(), set[str]()
    rows = []
    for number, values in _lines(content):
        try:
            row = _row(number, values, themes, origin)
        except ValidationError as fault:
            made.faults.append((number, " ".join(fault.messages)))
            continue
        if row.address in seen:
            made.left_out["twice"] += 1
            continue
        seen.add(row.address)
        rows.append(row)
    known = _known(rows)
    for row in rows:
        if fate := known.get(row.address):
            made.left_out[fate] += 1
        else:
            made.new.append(row)
    return made


@transaction.atomic
def carry_out(content: bytes, origin: Origin, *, by: User) -> Plan:
    """Add the subscribers that are new; return what was done."""
    made, now = plan(content, origin), timezone.now()
    people = Subscriber.objects.bulk_create([_subscriber(row, now) for row in made.new], batch_size=AT_ONCE)
    slugs = dict(Theme.objects.values_list("pk", "slug"))
    follows, proofs = [], []
    for row, person in zip(made.new, people, strict=True):
        follows += [Subscription(subscriber=person, theme_id=theme, since=now) for theme in row.themes]
        proofs.append(_proof(row, person, origin, made.sha256, [slugs[theme] for theme in row.themes]))
    Subscription.objects.bulk_create(follows, batch_size=AT_ONCE)
    ConsentEvent.objects.bulk_create(proofs, batch_size=AT_ONCE)
    if people:
        done = Transfer.objects.create(
            kind=Transfer.Kind.IMPORT,
            by=by,
            reason=origin.source,
            number=len(people),
            sha256=made.sha256,
            subscribers=[str(person.uuid) for person in people],
        )
        log(instance=done, action=IMPORTED, user=by, data={"number": len(people)})
    return made


def _subscriber(row: Row, now: datetime) -> Subscriber:
    return Subscriber(
        email=row.email,
        email_norm=row.address,
        address_hash=addresses.hash_of(row.address),
        language=row.language,
        frequency=row.frequency,
        status=Status.ACTIVE,
        confirmed_at=now,
    )


def _proof(row: Row, person: Subscriber, origin: Origin, file: str, themes: list[str]) -> ConsentEvent:
    return ConsentEvent(
        subscriber_uuid=person.uuid,
        event=ConsentEvent.Event.IMPORT,
        language=row.language,
        themes=sorted(themes),
        frequency=row.frequency,
        source=f"import:{file}:{row.number} {origin.source}"[:200],
        given_on=row.given_on,
    )


def _lines(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotReadable(_("The file is not in UTF-8. Save it as “CSV UTF-8” and try again.")) from fault
    if "\0" in text:
        raise NotReadable(_("This is not a CSV file."))
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    names = [name.strip().lower() for name in reader.fieldnames or ()]
    if missing := [name for name in REQUIRED if name not in names]:
        raise NotReadable(_("The first line must name the columns. Missing: %s.") % ", ".join(missing))
    reader.fieldnames = names
    try:
        for number, values in enumerate(reader, 2):
            if number > MOST_ROWS + 1:
                raise NotReadable(_("The file has more than %s lines: divide it.") % MOST_ROWS)
            yield number, {name: (values.get(name) or "").strip() for name in COLUMNS}
    except csv.Error as fault:
        raise NotReadable(_("This is not a CSV file.")) from fault


def _row(number: int, values: dict[str, str], themes: dict[str, int], origin: Origin) -> Row:
    """Return a line as it is taken over. Raises ValidationError with what is wrong with it."""
    address = addresses.welcome(values["email"])
    if values["language"].lower() not in languages.BY_CODE:
        raise ValidationError(_("The language must be fr or nl."))
    named = [name.strip().casefold() for name in values["themes"].split("|") if name.strip()]
    if unknown := [name for name in named if name not in themes]:
        raise ValidationError(_("Unknown theme: %s.") % ", ".join(unknown))
    if not named:
        raise ValidationError(_("No theme."))
    frequency = values["frequency"] or Frequency.ISSUES
    if frequency not in Frequency.values:
        raise ValidationError(_("The frequency must be one of: %s.") % ", ".join(Frequency.values))
    chosen = tuple(dict.fromkeys(themes[name] for name in named))
    given_on = _day(values["consent_date"]) or origin.given_on
    email = addresses.typed(values["email"])
    return Row(number, email, address, values["language"].lower(), chosen, frequency, given_on)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise ValidationError(_("Write the date of the consent as 2026-05-31.")) from fault
    if day and day > timezone.localdate():
        raise ValidationError(_("The date of the consent is in the future."))
    return day


def _themes_by_name() -> dict[str, int]:
    """Return the themes by identifier and by preferred label in each language, in small letters."""
    offered = Theme.objects.offered()
    found = {slug.casefold(): pk for slug, pk in offered.values_list("slug", "pk")}
    labels = Label.objects.filter(theme__in=offered, kind=Label.Kind.PREFERRED)
    return {**{text.casefold(): pk for text, pk in labels.values_list("text", "theme")}, **found}


def _known(rows: list[Row]) -> dict[str, str]:
    """Return why rows are left out: there already, or left, suppressed or erased, as ``stays out``."""
    by_hash = {known: row.address for row in rows for known in addresses.hashes_of(row.address)}
    found: dict[str, str] = {}
    hashes = list(by_hash)
    for start in range(0, len(hashes), AT_ONCE):
        part = Subscriber.objects.filter(address_hash__in=hashes[start : start + AT_ONCE])
        for known, status in part.values_list("address_hash", "status"):
            stays = status in {Status.ACTIVE, Status.PENDING}
            address = by_hash[known]
            found[address] = "already" if stays or found.get(address) == "already" else "stays_out"
    rest = [row.address for row in rows if row.address not in found]
    return {**found, **dict.fromkeys(mails.kept_out(rest), "stays_out")}
