"""What a browser sends when the form of a practice is submitted."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.setup import ensure_tree
from practices.models import PracticeIndexPage
from tests.factories import make_organisation, make_target_group, make_theme

ROWS = (
    *("themed_items", "steps", "partners", "results", "building_blocks"),
    *("legal_basis", "files", "links", "relations", "changes"),
)
TEXTS = {
    "heading_fr": "Visiter à deux",
    "heading_nl": "Met twee op bezoek",
    "summary_fr": "Une visite, deux services.",
    "summary_nl": "Eén bezoek, twee diensten.",
    "problem_fr": "Les services visitent l’un après l’autre.",
}
FACTS = {
    **{"state": "running", "nature": "procedure", "original_language": "fr", "started_on": "2024-03-17"},
    **{"verified_on": "2026-09-01", "law_as_at": "2026-08-01", "next_review": "2027-09-01"},
    "contact_mailbox": "logement@example.org",
}
PUBLISH = {"action-publish": "1"}


def posted(**fields: Any) -> dict[str, Any]:
    """Return the data of a form in which only these fields were filled in."""
    rows = {name: inline_formset(fields.pop(name, [])) for name in ROWS}
    several = {name: value for name, value in fields.items() if isinstance(value, list)}
    single = {name: value for name, value in fields.items() if name not in several}
    chosen = {"licence": "CC-BY-4.0", "translation_mode": "human"}
    return {**nested_form_data({**rows, "comments": inline_formset([]), **chosen, **single}), **several}


def filled(**fields: Any) -> dict[str, Any]:
    """Return the data of a form that may be published, and tells nothing more."""
    body = make_organisation().pk
    rows = {"themed_items": [{"tag": make_theme().pk}], "steps": [{"heading_fr": "Fixer la date"}]}
    people = {"organisation": body, "verified_by": body, "target_groups": [make_target_group().pk]}
    return posted(**{**TEXTS, **FACTS, **rows, **people, **fields})


def add_url() -> str:
    ensure_tree()
    return reverse("wagtailadmin_pages:add", args=("practices", "practicepage", PracticeIndexPage.objects.get().pk))
