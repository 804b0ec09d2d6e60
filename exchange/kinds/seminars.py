from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from exchange import measures, schema, stores, values
from exchange.kinds.record_keys import RECORD_ROWS, picture_fields, record_fields
from exchange.record import Values
from exchange.schema import BODY, Complaint, Field, Kind, Rows
from seminars.models import (
    LanguageRegime,
    Participation,
    ProgrammeItem,
    ProgrammeKind,
    SeminarAim,
    SeminarIndexPage,
    SeminarPage,
    SeminarPhoto,
    SeminarState,
    Takeaway,
)

if TYPE_CHECKING:
    from exchange.matching import Site
    from exchange.record import Record

PLACE, PANELS = "seminars/*/seminar", "seminars/*/panels/"


def _check_item(row: Values) -> Iterator[Complaint]:
    start, end = row.facts.get("start"), row.facts.get("end")
    if start and end and end <= start:
        yield "end", _("It must end after it starts.")


def _check(record: Record, site: Site) -> Iterator[Complaint]:
    starts, ends = record.values.facts.get("starts_at"), record.values.facts.get("ends_at")
    if starts and ends and ends <= starts:
        yield "ends_at", _("It must end after it starts.")


ROWS = {
    **RECORD_ROWS,
    "aims": Rows(SeminarAim, {"text": schema.text(SeminarAim, "text", needed=True)}),
    "programme": Rows(
        ProgrammeItem,
        {
            "start": Field(measures.clock, needed=True),
            "end": Field(measures.clock, needed=True),
            "title": schema.text(ProgrammeItem, "heading", needed=True, renamed=True),
            "kind": schema.one_of(ProgrammeKind),
            "panel": schema.page(stores.neighbour(PANELS), read=values.file_name),
            "speakers": schema.text(ProgrammeItem, "speakers"),
        },
        check=_check_item,
    ),
    "participation": Rows(
        Participation,
        {
            "kind": schema.one_row("organisation_kinds", needed=True),
            "number": Field(measures.whole, needed=True),
        },
        once="kind",
    ),
    "photos": Rows(SeminarPhoto, picture_fields(needed=True)),
    "takeaways": Rows(Takeaway, {"text": schema.text(Takeaway, "text", needed=True)}),
}

SEMINAR = Kind(
    place=PLACE,
    model=SeminarPage,
    above=SeminarIndexPage,
    fields={
        **record_fields(SeminarPage),
        "state": schema.one_of(SeminarState),
        "starts_at": Field(measures.moment),
        "ends_at": Field(measures.moment),
        "place": schema.text(SeminarPage, "place"),
        "place_address": schema.text(SeminarPage, "place_address"),
        "place_access": schema.text(SeminarPage, "place_access"),
        "online_link": Field(values.url(schema.limit(SeminarPage, "online_link"))),
        "registration_link": Field(values.url(schema.limit(SeminarPage, "registration_link"))),
        "language_regime": schema.one_of(LanguageRegime),
        "interpretation": schema.truth(),
        "partners": schema.several("organisations"),
        "participants_total": Field(measures.whole),
        "participating_organisations": schema.several("organisations"),
        "opening": schema.markdown(),
        "closing": schema.markdown(),
        "survey_summary": schema.text(SeminarPage, "survey_summary"),
        BODY: schema.markdown(),
    },
    rows=ROWS,
    needed_to_publish=("themes", "organisation", "starts_at", "ends_at"),
    check=_check,
)
