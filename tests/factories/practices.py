from datetime import date
from typing import Any

import languages
from organisations.models import Organisation
from portal.setup import ensure_tree
from practices.models import ContractObjective, PlanAction, PracticeIndexPage, PracticePage, PracticeStep, TargetGroup
from tests.factories.numbers import unique
from tests.factories.organisations import make_organisation
from tests.factories.pages import reload
from tests.factories.themes import themed
from themes.models import Theme


def make_target_group(identifier: str = "") -> TargetGroup:
    identifier = identifier or unique("group")
    return TargetGroup.objects.create(identifier=identifier, name_fr=f"{identifier} fr", name_nl=f"{identifier} nl")


def make_plan_action(identifier: str = "") -> PlanAction:
    identifier = identifier or unique("action")
    texts = {f"{name}_{code}": f"{identifier} {name}" for name in ("title", "plan") for code in languages.CODES}
    return PlanAction.objects.create(identifier=identifier, number=10, **texts)


def make_objective(identifier: str = "") -> ContractObjective:
    identifier = identifier or unique("objective")
    return ContractObjective.objects.create(identifier=identifier, title_fr=f"{identifier} fr", title_nl=identifier)


def make_practice_draft(*, themes: tuple[Theme, ...] = (), steps: int = 1, **fields: Any) -> PracticePage:
    """Return the draft of a practice that could be published, and tells nothing more."""
    ensure_tree()
    practice = PracticePage(
        live=False, **{**_texts(unique("practice")), **_facts(fields.get("organisation")), **fields}
    )
    practice.themed_items = themed(themes)
    practice.steps = [
        PracticeStep(heading_fr=f"Étape {number}", heading_nl=f"Stap {number}", sort_order=number)
        for number in range(steps)
    ]
    practice.target_groups = [make_target_group()]
    PracticeIndexPage.objects.get().add_child(instance=practice)
    practice.save_revision()
    return reload(practice)


def make_practice(**fields: Any) -> PracticePage:
    """Return a published practice."""
    practice = make_practice_draft(**fields)
    practice.get_latest_revision().publish()
    return reload(practice)


def _texts(name: str) -> dict[str, str]:
    fields = [f"{field}_{code}" for field in ("heading", "summary", "problem") for code in languages.CODES]
    return {field: f"{name} {field}" for field in fields}


def _facts(organisation: Organisation | None) -> dict[str, Any]:
    organisation = organisation or make_organisation()
    dates = dict.fromkeys(("verified_on", "law_as_at", "next_review"), date(2026, 1, 15))
    choices = {"state": "running", "nature": "procedure", "original_language": "fr"}
    contact = {"started_on": date(2024, 3, 1), "contact_mailbox": "logement@example.org"}
    return {"organisation": organisation, "verified_by": organisation, **dates, **choices, **contact}
