"""A practice that fills every part of its page, French longer than Dutch."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from law.models import LegalBasis
from portal.models import PortalImage, RecordChange, RecordFile, RecordLink, Relation
from practices.models import BuildingBlock, PracticePage, PracticePartner, PracticeResult, PracticeStep
from tests.factories import (
    make_document,
    make_kind,
    make_objective,
    make_organisation,
    make_person,
    make_plan_action,
    make_practice,
    make_provision,
    make_target_group,
    make_theme,
    republish,
)

MARKDOWN = (
    "how_it_works",
    "resources",
    "results_explained",
    "difficulties",
    "what_did_not_work",
    "conditions",
    "transfer",
)
WORDS = ("skills", "tools", "personal_data_which", "personal_data_basis", "expert_opinion", "contact_service")


def make_image() -> PortalImage:
    file = BytesIO()
    Image.new("RGB", (20, 20)).save(file, format="PNG")
    picture = ContentFile(file.getvalue(), "front.png")
    return PortalImage.objects.create(
        title="front", file=picture, credit="Léa Atelier", rights_confirmed=True, alt_fr="Façade", alt_nl="Gevel"
    )


def full_practice(rows: int = 1, **fields: Any) -> PracticePage:
    """Return a validated practice with so many rows of each kind, each with facts of its own."""
    themes = tuple(make_theme() for _each in range(rows))
    practice, others = make_practice(themes=themes), [make_practice() for _each in range(rows)]
    return republish(practice, **{**_texts(), **_facts(), **_rows(rows), **_shared(rows, others), **fields})


def _texts() -> dict[str, str]:
    markdown = {f"{name}_fr": f"Texte *{name}*" for name in MARKDOWN}
    return {**markdown, **{f"{name}_{code}": f"{name} {code}" for name in WORDS for code in ("fr", "nl")}}


def _facts() -> dict[str, Any]:
    bodies = {name: make_organisation() for name in ("submitted_by", "approved_by", "expert_reviewer")}
    days = {name: date(2026, 2, 3) for name in ("submitted_on", "approved_on", "validated_on")}
    choices = {"budget": "under_10000", "origin": "seminar", "evidence_level": 2}
    answers = {"personal_data_dpia": "yes", "personal_data_protocol": "not_needed"}
    linked = {"plan_action": make_plan_action(), "contract_objective": make_objective(), "image": make_image()}
    contact = {"contact_person": make_person(), "available_for_call": True, "available_for_talk": True}
    return {"staff_fte": "0.50", **bodies, **days, **choices, **answers, **linked, **contact}


def _rows(rows: int) -> dict[str, list[Any]]:
    each = range(rows)
    return {
        "steps": [
            PracticeStep(
                heading_fr="Étape", heading_nl="Stap", text_fr="Faire", responsible_kind=make_kind(), **_step()
            )
            for _each in each
        ],
        "partners": [PracticePartner(organisation=make_organisation(), role_fr="Conseil") for _each in each],
        "results": [PracticeResult(indicator_fr="Logements", value="47", source_fr="Registre") for _each in each],
        "building_blocks": [
            BuildingBlock(
                heading_fr="Lettre", text_fr="À copier", template_fr=make_document(), template_nl=make_document()
            )
            for _each in each
        ],
        "target_groups": [make_target_group() for _each in each],
    }


def _step() -> dict[str, Any]:
    return {"responsible_organisation": None, "duration_fr": "2 jours", "form_fr": make_document()}


def _shared(rows: int, others: list[PracticePage]) -> dict[str, list[Any]]:
    each = range(rows)
    return {
        "legal_basis": [LegalBasis(provision=make_provision()) for _each in each],
        "files": [RecordFile(document=make_document()) for _each in each],
        "links": [RecordLink(url_fr=f"https://example.org/{number}", label_fr="Site") for number in each],
        "changes": [RecordChange(changed_on=date(2026, 3, 1), sentence_fr="Nouvelle étape") for _each in each],
        "relations": [Relation(target=other) for other in others],
    }
