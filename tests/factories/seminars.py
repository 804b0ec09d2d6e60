from datetime import date, datetime
from typing import Any

from django.utils import timezone

import languages
from organisations.models import Person
from portal.setup import ensure_tree
from seminars.models import (
    PanelPage,
    Recommendation,
    SeminarIndexPage,
    SeminarPage,
    WorkingGroupIndexPage,
    WorkingGroupPage,
)
from tests.factories.numbers import unique
from tests.factories.organisations import make_organisation
from tests.factories.pages import reload
from tests.factories.themes import themed
from themes.models import Theme

DAY = datetime(2022, 10, 5)


def make_seminar(*, published: bool = True, themes: tuple[Theme, ...] = (), **fields: Any) -> SeminarPage:
    """Return a seminar that was held on 5 October 2022, published unless told otherwise."""
    ensure_tree()
    times = {name: timezone.make_aware(DAY.replace(hour=hour)) for name, hour in (("starts_at", 9), ("ends_at", 17))}
    texts = _texts(unique("seminar"), "heading", "summary", "place")
    page = SeminarPage(live=False, **{**_answered_for(fields), **texts, **times, **fields})
    return _add(SeminarIndexPage.objects.earliest("pk"), page, themes, published)


def make_panel(
    seminar: SeminarPage | None = None,
    *,
    published: bool = True,
    themes: tuple[Theme, ...] = (),
    recommendations: tuple[Recommendation, ...] = (),
    **fields: Any,
) -> PanelPage:
    """Return a panel, of a seminar of its own when none is given."""
    parent = seminar or make_seminar()
    texts = _texts(unique("panel"), "heading", "summary", "question")
    page = PanelPage(live=False, **{**_answered_for(fields), **texts, **fields})
    page.recommendations = list(recommendations)
    return _add(SeminarPage.objects.get(pk=parent.pk), page, themes, published)


def a_recommendation(**fields: Any) -> Recommendation:
    """Return a recommendation for a panel that is being made; it is saved with the panel."""
    return Recommendation(**{**_texts(unique("recommendation"), "text"), **fields})


def make_working_group(*, published: bool = True, themes: tuple[Theme, ...] = (), **fields: Any) -> WorkingGroupPage:
    ensure_tree()
    texts = _texts(unique("group"), "heading", "summary", "body")
    page = WorkingGroupPage(live=False, **{**_answered_for(fields), **texts, **fields})
    return _add(WorkingGroupIndexPage.objects.earliest("pk"), page, themes, published)


def make_person(name: str = "", **fields: Any) -> Person:
    """Return somebody who agreed to be named."""
    consent = {"consent_on": date(2022, 10, 1), "consent_scope": "the seminar"}
    return Person.objects.create(name=name or unique("person"), **{**consent, **fields})


def _answered_for(fields: dict[str, Any]) -> dict[str, Any]:
    """Return an organisation for a record that is given none."""
    return {} if "organisation" in fields else {"organisation": make_organisation()}


def _texts(name: str, *fields: str) -> dict[str, str]:
    return {f"{field}_{code}": f"{name} {field} {code}" for field in fields for code in languages.CODES}


def _add(parent: Any, page: Any, themes: tuple[Theme, ...], published: bool) -> Any:
    page.themed_items = themed(themes)
    type(parent).objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if published:
        revision.publish()
    return reload(page)
