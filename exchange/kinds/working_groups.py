from __future__ import annotations

from exchange import schema, stores, values
from exchange.kinds.record_keys import RECORD_ROWS, record_fields
from exchange.schema import BODY, Field, Kind, Rows
from seminars.models import (
    Deliverable,
    DeliverableState,
    GroupStatus,
    Meeting,
    WorkingGroupIndexPage,
    WorkingGroupPage,
)

WORKING_GROUP = Kind(
    place="working-groups/*",
    model=WorkingGroupPage,
    above=WorkingGroupIndexPage,
    fields={
        **record_fields(WorkingGroupPage),
        "status": schema.one_of(GroupStatus),
        "started_on": schema.day(),
        "expected_end": schema.day(),
        "ended_on": schema.day(),
        "member_organisations": schema.several("organisations"),
        "open_to_members": schema.truth(),
        "how_to_join": schema.text(WorkingGroupPage, "how_to_join"),
        "closing_report": schema.markdown(),
        BODY: schema.markdown(),
    },
    rows={
        **RECORD_ROWS,
        "deliverables": Rows(
            Deliverable,
            {
                "title": schema.text(Deliverable, "heading", needed=True, renamed=True),
                "due": schema.day(),
                "state": schema.one_of(DeliverableState),
                "result": schema.page(stores.by_reference),
            },
        ),
        "meetings": Rows(
            Meeting,
            {
                "date": schema.day(needed=True),
                "place": schema.text(Meeting, "place"),
                "agenda": schema.markdown(),
                "decisions": schema.markdown(),
                "minutes": Field(values.path, per_language=True, store=stores.report),
            },
        ),
    },
    needed_to_publish=("themes", "organisation", BODY),
)
