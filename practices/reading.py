"""What the page of a practice shows besides its own columns, read in as few queries as there are kinds of rows."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from portal.light_rows import with_joined_rows

#: Joined to the practice itself.
FACTS = (
    "image",
    "plan_action",
    "contract_objective",
    "submitted_by",
    "approved_by",
    "expert_reviewer",
)
#: Rows of the practice, each with what is joined to it.
ROWS = {
    "steps": ("responsible_organisation", "responsible_kind", "form_fr", "form_nl"),
}
#: As well, but read in one query with those that need nothing.
LIGHT = {"partners": ("organisation",), "building_blocks": ("template_fr", "template_nl")}


def whole(practices: QuerySet[Any]) -> QuerySet[Any]:
    """Return the practices with everything that their page shows."""
    return with_joined_rows(practices.select_related(*FACTS), ROWS)
