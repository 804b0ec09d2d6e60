from __future__ import annotations

from exchange import measures, schema, stores, values
from exchange.kinds import recommendations
from exchange.kinds.record_keys import RECORD_ROWS, record_fields
from exchange.kinds.seminars import PANELS
from exchange.kinds.seminars import PLACE as SEMINAR_PLACE
from exchange.schema import Field, Kind, Rows
from seminars import numbering
from seminars.models import NoteState, PanelMention, PanelPage, PanelPerson, PanelRole

SECTIONS = {
    "findings": {"fr": "Constats", "nl": "Vaststellingen"},
    "agreement": {"fr": "Points d’accord", "nl": "Punten van overeenstemming"},
    "disagreement": {"fr": "Points de désaccord", "nl": "Punten van onenigheid"},
    "open_questions": {"fr": "Questions ouvertes", "nl": "Open vragen"},
}

PANEL = Kind(
    place=f"{PANELS}*",
    model=PanelPage,
    above=SEMINAR_PLACE,
    fields={
        **record_fields(PanelPage),
        "number": Field(measures.whole),
        "question": schema.text(PanelPage, "question", needed=True),
        "note_state": schema.one_of(NoteState),
        **{key: schema.markdown() for key in SECTIONS},
    },
    rows={
        **RECORD_ROWS,
        "people": Rows(
            PanelPerson,
            {
                "role": schema.one_of(PanelRole),
                "person": schema.unstored(values.person),
                "organisation": schema.organisation(),
                "function": schema.text(PanelPerson, "function"),
            },
            # Whom an editor has named stays with the part and the body that the name was given for, and no other.
            known_by=("role", "organisation_id"),
        ),
        "mentions": Rows(
            PanelMention,
            {
                "text": schema.text(PanelMention, "text"),
                "reference": schema.page(stores.by_reference, name="page"),
            },
        ),
        "recommendations": recommendations.ROWS,
    },
    sections=SECTIONS,
    needed_to_publish=("themes", "organisation", "number", "question"),
    check=recommendations.check,
    # A version holds its recommendations by their keys, which they have from their first draft on.
    prepare=numbering.give_keys,
)
