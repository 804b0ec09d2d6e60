from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from exchange import measures, schema, stores, values
from exchange.kinds.record_keys import LEGAL_BASIS, RECORD_ROWS, VERIFIED, picture_fields, record_fields, step_fields
from exchange.schema import Complaint, Field, Kind, Rows
from practices.models import (
    Answer,
    Budget,
    BuildingBlock,
    EvidenceLevel,
    Nature,
    Origin,
    PracticeIndexPage,
    PracticePage,
    PracticePartner,
    PracticeResult,
    PracticeStep,
    State,
)

if TYPE_CHECKING:
    from exchange.matching import Site
    from exchange.record import Record

SECTIONS = {
    "problem": {"fr": "Problème", "nl": "Probleem"},
    "how_it_works": {"fr": "Fonctionnement", "nl": "Werking"},
    "resources": {"fr": "Ressources", "nl": "Middelen"},
    "results_explained": {"fr": "Résultats", "nl": "Resultaten"},
    "difficulties": {"fr": "Difficultés", "nl": "Moeilijkheden"},
    "what_did_not_work": {"fr": "Ce qui n’a pas marché", "nl": "Wat niet werkte"},
    "conditions": {"fr": "Conditions de réussite", "nl": "Succesvoorwaarden"},
    "transfer": {"fr": "Transposition", "nl": "Overdracht"},
}

ROWS = {
    **RECORD_ROWS,
    "legal_basis": LEGAL_BASIS,
    "partners": Rows(
        PracticePartner,
        {"organisation": schema.organisation(needed=True), "role": schema.text(PracticePartner, "role")},
        once="organisation",
    ),
    "steps": Rows(
        PracticeStep,
        {
            **step_fields(PracticeStep),
            "duration": schema.text(PracticeStep, "duration"),
            "document": Field(values.path, per_language=True, name="form", store=stores.form),
        },
    ),
    "results": Rows(
        PracticeResult,
        {
            "indicator": schema.text(PracticeResult, "indicator", needed=True),
            "value": schema.fact(PracticeResult, "value"),
            "unit": schema.text(PracticeResult, "unit"),
            "period": schema.text(PracticeResult, "period"),
            "source": schema.text(PracticeResult, "source"),
        },
    ),
    "building_blocks": Rows(
        BuildingBlock,
        {
            "title": schema.text(BuildingBlock, "heading", needed=True, renamed=True),
            "text": schema.markdown(),
            "template": Field(values.path, per_language=True, store=stores.form),
        },
    ),
}

FIELDS = {
    **record_fields(PracticePage),
    "state": schema.one_of(State),
    "nature": schema.one_of(Nature),
    "target_groups": schema.several("target_groups"),
    "started": Field(measures.month, name="started_on"),
    "ended": Field(measures.month, name="ended_on"),
    **picture_fields(),
    "plan_action": schema.one_row("plan_actions"),
    "contract_objective": schema.one_row("contract_objectives"),
    "origin": schema.one_of(Origin),
    "staff_fte": Field(measures.decimal(digits=5, places=2)),
    "budget": schema.one_of(Budget),
    "skills": schema.text(PracticePage, "skills"),
    "tools": schema.text(PracticePage, "tools"),
    "no_result_yet": schema.text(PracticePage, "no_result_yet"),
    "evidence_level": schema.one_of(EvidenceLevel),
    "personal_data_which": schema.text(PracticePage, "personal_data_which"),
    "personal_data_basis": schema.text(PracticePage, "personal_data_basis"),
    "personal_data_dpia": schema.one_of(Answer),
    "personal_data_protocol": schema.one_of(Answer),
    "submitted_by": schema.organisation(),
    "submitted_on": schema.day(),
    "approved_by": schema.organisation(),
    "approved_on": schema.day(),
    "expert_reviewer": schema.organisation(),
    "expert_opinion": schema.text(PracticePage, "expert_opinion"),
    "validated_on": schema.day(),
    **{key: schema.markdown() for key in SECTIONS},
}


def _check(record: Record, site: Site) -> Iterator[Complaint]:
    facts = record.values.facts
    started, ended = facts.get("started"), facts.get("ended")
    if started and ended and ended < started:
        yield "ended", _("It cannot have ended before it started.")
    if record.published and not started and facts.get("state") not in (None, State.PLANNED):
        yield "started", _("Say since when the practice exists.")


PRACTICE = Kind(
    place="practices/*",
    model=PracticePage,
    above=PracticeIndexPage,
    fields=FIELDS,
    rows=ROWS,
    sections=SECTIONS,
    check=_check,
    needed_to_publish=(
        *("themes", "organisation", "original_language", "state", "nature", "target_groups", "problem", "steps"),
        *VERIFIED,
    ),
)
