from datetime import date
from typing import Any

import languages
from guides.models import Audience, GuideIndexPage, GuidePage, GuideStep
from law.models import LegalBasis
from organisations.models import Organisation
from portal.setup import ensure_tree
from tests.factories.law import make_provision
from tests.factories.numbers import unique
from tests.factories.organisations import make_organisation
from tests.factories.pages import reload
from tests.factories.themes import themed
from themes.models import Theme


def make_audience(identifier: str = "") -> Audience:
    identifier = identifier or unique("audience")
    return Audience.objects.create(identifier=identifier, name_fr=f"{identifier} fr", name_nl=f"{identifier} nl")


def make_draft(
    parent: GuideIndexPage | None = None, *, themes: tuple[Theme, ...] = (), steps: int = 1, **fields: Any
) -> GuidePage:
    """Return a draft that could be published: every required text, one theme, audience, provision and step."""
    if parent is None:
        ensure_tree()
        parent = GuideIndexPage.objects.earliest("pk")
    name = unique("guide")
    guide = GuidePage(live=False, **{**_texts(name), **_facts(fields.get("organisation")), **fields})
    guide.themed_items = themed(themes)
    guide.steps = [
        GuideStep(heading_fr=f"Étape {number}", heading_nl=f"Stap {number}", sort_order=number)
        for number in range(steps)
    ]
    guide.audience = [make_audience()]
    guide.legal_basis = [LegalBasis(provision=make_provision())]
    GuideIndexPage.objects.get(pk=parent.pk).add_child(instance=guide)
    guide.save_revision()
    return reload(guide)


def make_guide(parent: GuideIndexPage | None = None, **fields: Any) -> GuidePage:
    """Return a published guide."""
    guide = make_draft(parent, **fields)
    guide.get_latest_revision().publish()
    return reload(guide)


def _texts(name: str) -> dict[str, str]:
    fields = [f"{field}_{code}" for field in ("heading", "summary", "purpose") for code in languages.CODES]
    return {field: f"{name} {field}" for field in fields}


def _facts(organisation: Organisation | None) -> dict[str, Any]:
    organisation = organisation or make_organisation()
    dates = dict.fromkeys(("verified_on", "law_as_at", "next_review"), date(2026, 1, 15))
    return {"organisation": organisation, "verified_by": organisation, **dates}
