"""The recommendations of the panels of a seminar: one CSV file for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from exchange import measures, schema, stores, values
from exchange.record import Values
from exchange.schema import Complaint, Field, Rows
from seminars.models import Priority, Recommendation, RecommendationState

if TYPE_CHECKING:
    from exchange.matching import Site
    from exchange.record import Record

_REFERENCE = re.compile(r"RC-[0-9]{4}-[0-9]{3,6}", re.ASCII)
_BODY = values.identifier("organisations", "organisation_kinds")


def _check_row(row: Values) -> Iterator[Complaint]:
    state, reason = row.facts.get("state"), any(row.texts["reason"].values())
    if state == RecommendationState.DECLINED and not (reason and row.facts.get("decided_on")):
        yield "state", _("say why and when it was declined.")
    if state == RecommendationState.TAKEN_UP and not row.facts.get("taken_up_by"):
        yield "state", _("say which record takes it up.")
    if state == RecommendationState.DONE and not (reason or row.facts.get("taken_up_by")):
        yield "state", _("say what was done: the record that resulted, or the reason.")


ROWS = Rows(
    Recommendation,
    {
        "number": Field(measures.whole, needed=True),
        "reference": Field(values.matching(_REFERENCE, "RC-2024-003", 20), needed=True),
        "text": schema.text(Recommendation, "text", needed=True),
        "addressee": Field(_BODY, store=stores.body_or_kind("addressee", "addressee_kind")),
        "priority": schema.one_of(Priority),
        "owner": schema.organisation(),
        "due": schema.day(),
        "state": schema.one_of(RecommendationState),
        "reason": schema.text(Recommendation, "reason"),
        "decided_on": schema.day(),
        "taken_up_by": schema.page(stores.by_reference),
    },
    table="seminars/*/recommendations.csv",
    once="number",
    known_by=("number",),
    check=_check_row,
)


def check(record: Record, site: Site) -> Iterator[Complaint]:
    """Yield what the portal knows otherwise: a reference of something else, or another one of the recommendation."""
    if "recommendations" not in record.rows:
        return
    panel = site.page_of(record)
    held = Recommendation.objects.filter(panel_id=panel).values_list("number", "reference") if panel else ()
    known = {number: reference for number, reference in held if number and reference}
    for position, row in enumerate(record.rows["recommendations"], start=1):
        number, reference = row.facts.get("number"), row.facts.get("reference")
        place = f"recommendations.{position}.reference"
        if reference in site.references and site.references[reference] != panel:
            yield place, _("“%(reference)s” was given to something else.") % {"reference": reference}
        elif known.get(number, reference) != reference:
            yield (
                place,
                _("In the portal it is %(reference)s, and references never change.") % {"reference": known[number]},
            )
    brought = {row.facts.get("number") for row in record.rows["recommendations"]}
    for number in sorted(known.keys() - brought):
        stays = _("%(reference)s has been published: decline it and say why, rather than take it out.")
        yield "recommendations", stays % {"reference": known[number]}
