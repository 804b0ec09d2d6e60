"""The first page of the admin for whoever looks after records: what to begin, to verify again and to bring in step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

import languages
from accounts.models import User
from editorial.amended import amended_since, amendments
from editorial.drafts import left_behind
from editorial.records import RIGHTS, Facts, facts_of, records
from editorial.waiting import Drafts, waits_for
from law.models import Provision
from organisations.models import Organisation
from portal.kinds import record_models
from portal.models import AccessibilityStatementPage

SOON = timedelta(days=30)
#: How many records to verify again are named; the panel says how many there are in all.
NAMED = 8


@dataclass(frozen=True)
class Beginning:
    """A kind of record that the person may create: what it is called, and the address of its empty form."""

    kind: str
    url: str


@dataclass(frozen=True)
class Due:
    """A record whose date of review has passed or is near."""

    pk: int
    facts: Facts
    review: date | None
    overdue: bool
    amended: tuple[Provision, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """How many records wait for a language."""

    language: languages.Language
    number: int


def beginnings(user: User) -> Iterator[Beginning]:
    """Yield every kind of record that somebody may create; where there are several places for it, they choose one."""
    allowed = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add").order_by()
    types = F("content_type__app_label"), F("content_type__model")
    found = allowed.annotate(package=types[0], name=types[1]).values("package", "name")
    places = {(row["package"], row["name"]): row for row in found.annotate(number=Count("pk"), first=Min("pk"))}
    for model in record_models():
        wanted = ((each._meta.app_label, each._meta.model_name) for each in model.allowed_parent_page_models())
        parents = [places[name] for name in wanted if name in places]
        if model.is_creatable and parents:
            yield Beginning(capfirst(str(model._meta.verbose_name)), _form_of(model, parents))


def _form_of(model: type[Any], parents: list[dict[str, Any]]) -> str:
    names = model._meta.app_label, model._meta.model_name
    if sum(parent["number"] for parent in parents) == 1:
        return reverse("wagtailadmin_pages:add", args=[*names, parents[0]["first"]])
    above = Page.objects.get(pk=parents[0]["first"]).get_parent()
    return reverse("wagtailadmin_explore", args=[above.pk])


def _due(record: Any, facts: Facts, amended: list[Provision], today: date) -> Due:
    return Due(record.pk, facts, record.review, bool(record.review and record.review < today), tuple(amended))


def to_verify(mine: QuerySet[Page], organisation: Organisation | None) -> QuerySet[Page]:
    """Return the published records to verify: within thirty days, or since a provision that they cite was amended.

    Those of one organisation, or of all without one.
    """
    soon = Q(review__lte=timezone.localdate() + SOON)
    due = mine.filter(soon | amended_since(), live=True)
    return (due.filter(answering=organisation.pk) if organisation else due).order_by("review", "pk")


def statement_to_review(user: User) -> AccessibilityStatementPage | None:
    """Return the accessibility statement when its review is near or overdue and the person may see to it."""
    page = AccessibilityStatementPage.objects.live().first()
    near = page and page.review_due and page.review_due <= timezone.localdate() + SOON
    return page if page and near and page.permissions_for_user(user).can_edit() else None


def waiting_counts(mine: QuerySet[Page], drafts: Drafts) -> list[Waiting]:
    """Return how many records wait for each language, in one query."""
    counts = {each.code: Count("pk", filter=Q(waits_for(each.code, drafts))) for each in languages.LANGUAGES}
    found = mine.order_by().aggregate(**counts)
    return [Waiting(each, found[each.code]) for each in languages.LANGUAGES]


class EditorialPanel(Component):
    """Shown to those who look after records; nothing for anybody else."""

    name = "editorial"
    template_name = "editorial/dashboard.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user

    def is_shown(self) -> bool:
        return policy_registry.get_by_type(Page).user_has_any_permission(self.user, RIGHTS)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        mine, today = records(self.user), timezone.localdate()
        due = to_verify(mine, self.user.organisation)
        named = list(due[:NAMED])
        facts, amended = facts_of(named), amendments(named)
        return {
            "beginnings": list(beginnings(self.user)),
            "due": [_due(each, facts[each.pk], amended.get(each.pk, []), today) for each in named],
            "due_number": due.count(),
            "organisation": self.user.organisation,
            "statement": statement_to_review(self.user),
            "waiting": waiting_counts(mine, left_behind(mine)),
        }

    def render_html(self, parent_context: Any = None) -> str:
        return super().render_html(parent_context) if self.is_shown() else ""
