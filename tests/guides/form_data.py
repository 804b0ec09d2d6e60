"""What a browser sends when the form of a guide is submitted."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from guides.models import GuideIndexPage, GuidePage
from portal.setup import ensure_tree
from tests.factories import make_audience, make_organisation, make_provision, make_theme

ROWS = ("themed_items", "steps", "questions", "legal_basis", "files", "relations")
TEXTS = {
    "heading_fr": "Contrôler un logement vide",
    "heading_nl": "Een leegstaande woning controleren",
    "summary_fr": "Les étapes du contrôle.",
    "summary_nl": "De stappen van de controle.",
    "purpose_fr": "constater l’inoccupation",
    "purpose_nl": "de leegstand vast te stellen",
}
PUBLISH = {"action-publish": "1"}


def posted(**fields: Any) -> dict[str, Any]:
    """Return the data of a form in which only these fields were filled in."""
    rows = {name: inline_formset(fields.pop(name, [])) for name in ROWS}
    several = {name: value for name, value in fields.items() if isinstance(value, list)}
    single = {name: value for name, value in fields.items() if name not in several}
    data = nested_form_data({**rows, "comments": inline_formset([]), "licence": "CC-BY-4.0", **single})
    return {**data, **several}


def filled(**fields: Any) -> dict[str, Any]:
    """Return the data of a form that may be published."""
    body = make_organisation().pk
    facts = {"verified_on": "2026-09-01", "law_as_at": "2026-08-01", "next_review": "2027-09-01"}
    rows = {
        "themed_items": [{"tag": make_theme().pk}],
        "steps": [{"heading_fr": "Constater", "heading_nl": "Vaststellen"}],
        "legal_basis": [{"provision": make_provision().pk}],
    }
    people = {"organisation": body, "verified_by": body, "audience": [make_audience().pk]}
    return posted(**{**TEXTS, **facts, **rows, **people, **fields})


def add_url() -> str:
    ensure_tree()
    return reverse("wagtailadmin_pages:add", args=("guides", "guidepage", GuideIndexPage.objects.get().pk))


def edit_url(page: GuidePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def errors(response: Any) -> dict[str, list[str]]:
    """Return the reasons for which a form was refused, by field, by rows, or by ``rows.number.field``."""
    form = response.context["form"]
    found = {name: list(messages) for name, messages in form.errors.items()}
    for name, formset in form.formsets.items():
        if formset.non_form_errors():
            found[name] = list(formset.non_form_errors())
        for number, row in enumerate(formset.forms):
            found |= {f"{name}.{number}.{field}": list(messages) for field, messages in row.errors.items()}
    return found
