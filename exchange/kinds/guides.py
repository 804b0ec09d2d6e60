from __future__ import annotations

from exchange import schema, stores, values
from exchange.kinds.record_keys import LEGAL_BASIS, RECORD_ROWS, VERIFIED, record_fields, step_fields
from exchange.schema import BODY, Field, Kind, Rows
from guides.models import GuideIndexPage, GuidePage, GuideQuestion, GuideStep

GUIDE = Kind(
    place="guides/*",
    model=GuidePage,
    above=GuideIndexPage,
    fields={
        **record_fields(GuidePage),
        "purpose": schema.text(GuidePage, "purpose"),
        "audience": schema.several("audiences"),
        "prerequisites": schema.markdown(),
        "frequent_mistakes": schema.markdown(),
        "authors": schema.several("organisations"),
        "contributing_working_group": schema.text(GuidePage, "contributing_working_group"),
        "version": schema.fact(GuidePage, "version"),
        "valid_from": schema.day(),
        "print_card": schema.truth(),
        BODY: schema.markdown(),
    },
    rows={
        **RECORD_ROWS,
        "legal_basis": LEGAL_BASIS,
        "steps": Rows(
            GuideStep,
            {
                **step_fields(GuideStep),
                "time_limit": schema.text(GuideStep, "time_limit"),
                "form": Field(values.path, per_language=True, store=stores.form),
                "warning": schema.text(GuideStep, "warning"),
                "provision": schema.one_row("provisions"),
            },
        ),
        "faq": Rows(
            GuideQuestion,
            {"question": schema.text(GuideQuestion, "question", needed=True), "answer": schema.markdown()},
            accessor="questions",
        ),
    },
    needed_to_publish=("themes", "audience", "steps", "purpose", "legal_basis", "organisation", *VERIFIED),
)
