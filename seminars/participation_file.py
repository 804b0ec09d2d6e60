"""Who came to a seminar, read from a list of presence: numbers by organisation and by kind, never a person.

The file stays with whoever has it: only the column of the organisations and that of the numbers are read, and nothing
else of a row is kept, logged or shown again.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

import languages
from organisations.models import Organisation
from portal.concurrent_edits import check_free
from portal.uploads import check_upload
from seminars.models import Participation, SeminarPage

#: How the columns may be called, whatever their case.
ORGANISATION = ("organisation", "organisme", "institution", "organisatie", "instelling")
NUMBER = ("nombre", "participants", "number", "aantal", "deelnemers")
#: A list of presence is shorter; a longer one is some other file.
MOST_ROWS = 5000
MOST_CELLS = 100
MOST_OF_ONE_ROW = 10_000
TABLES = (".csv", ".xlsx")


@dataclass
class Presence:
    """How many came from each organisation that the portal knows, and from each name that it does not know."""

    known: Counter[Organisation] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.known.total() + self.unknown.total()


def read(file: Any) -> Presence:
    """Read a CSV or XLSX file with a column of organisations, and of numbers if each row is not one participant.

    Raises ValidationError with what is wrong, by row.
    """
    if not file.name.lower().endswith(TABLES):
        raise ValidationError(_("Choose a table: a file that ends with .csv or .xlsx."))
    check_upload(file, file.name)
    rows = _csv(file) if file.name.lower().endswith(".csv") else _xlsx(file)
    header = [_plain(cell) for cell in next(rows, ())]
    place = next((number for number, name in enumerate(header) if name in ORGANISATION), None)
    if place is None:
        raise ValidationError(_("No column of the first row is called “organisation” or “organisatie”."))
    counted = next((number for number, name in enumerate(header) if name in NUMBER), None)
    names, found = _by_name(), Presence()
    for line, cells in enumerate(rows, 2):
        if line > MOST_ROWS:
            raise ValidationError(_("The table has more than %(most)s rows.") % {"most": MOST_ROWS})
        told = _cell(cells, place)
        if told:
            number = 1 if counted is None else _number(_cell(cells, counted), line)
            known = names.get(_plain(told))
            if known:
                found.known[known] += number
            else:
                found.unknown[told[:200]] += number
    if not found.total:
        raise ValidationError(_("The table names no organisation with participants."))
    return found


@transaction.atomic
def write(seminar: SeminarPage, presence: Presence, user: Any) -> None:
    """Write what was read into the draft, in place of what it said of participation.

    Raises ValidationError when somebody has locked the page or it waits for a decision.
    """
    check_free(seminar)
    draft: Any = seminar.get_latest_revision_as_object()
    kinds: Counter[int] = Counter()
    for organisation, number in presence.known.items():
        kinds[organisation.kind_id] += number
    draft.participants_total = presence.total
    draft.participating_organisations = sorted((each for each, number in presence.known.items() if number), key=str)
    draft.participation = [
        Participation(kind_id=kind, number=number, sort_order=place)
        for place, (kind, number) in enumerate(kinds.most_common())
        if number
    ]
    draft.save_revision(user=user, log_action=True, clean=False)


def _csv(file: Any) -> Iterator[list[Any]]:
    content = file.read()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes on a machine in Brussels when it is asked for plain CSV.
        text = content.decode("cp1252", "replace")
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error as wrong:
        raise ValidationError(_("The table cannot be read: %(reason)s") % {"reason": wrong}) from wrong


def _xlsx(file: Any) -> Iterator[list[Any]]:
    from openpyxl import load_workbook  # noqa: PLC0415  It takes memory that few processes need.

    # What is no workbook inside makes the reader of workbooks fail in ways of its own.
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = islice(sheet.iter_rows(max_col=MOST_CELLS, values_only=True), MOST_ROWS + 1)
        yield from [list(row) for row in rows]
    except Exception as wrong:
        raise ValidationError(_("This file is damaged: it cannot be opened.")) from wrong


def _cell(cells: list[Any], place: int) -> str:
    return " ".join(str(cells[place]).split()) if place < len(cells) and cells[place] is not None else ""


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split()).casefold()


def _number(text: str, line: int) -> int:
    whole = text.removesuffix(".0")
    if not whole.isascii() or not whole.isdecimal() or len(whole) > 5 or int(whole) > MOST_OF_ONE_ROW:
        raise ValidationError(
            _("Row %(line)s: “%(text)s” is no number of participants.") % {"line": line, "text": text[:40]}
        )
    return int(whole)


def _by_name() -> dict[str, Organisation]:
    """Return the organisations by each name, acronym and identifier; a name that two of them have tells nothing."""
    found: dict[str, Organisation | None] = {}
    for each in Organisation.objects.select_related("replaced_by").prefetch_related("former_names"):
        now = each.replaced_by or each
        for name in {_plain(name) for name in _names(each)} - {""}:
            found[name] = now if found.get(name, now) == now else None
    return {name: each for name, each in found.items() if each}


def _names(body: Organisation) -> Iterable[Any]:
    yield body.identifier
    for code in languages.CODES:
        name, acronym = getattr(body, f"name_{code}"), getattr(body, f"acronym_{code}")
        yield from (name, acronym, f"{name} ({acronym})")
    yield from (former.name for former in body.former_names.all())
