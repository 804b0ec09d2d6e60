"""Records of every kind as those who look after them see them: one query, however many kinds there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.permissions import policy_registry

import languages
from accounts.models import User
from languages.fields import field_names
from languages.text import Text, in_language
from organisations.models import Organisation
from portal.kinds import is_record, record_models

#: What the kinds of records have in tables of their own, by the name of the annotation.
FACTS = {
    **{name: name for each in ("heading", "language_state", "text_changed_at") for name in field_names(each)},
    "verified": "verified_on",
    "law": "law_as_at",
    "review": "next_review",
    "answering": "organisation",
}
#: Whoever may do one of these with a record looks after it.
RIGHTS = ["add", "change", "publish"]


@dataclass(frozen=True)
class Facts:
    """What a row of a list shows of a record, in the language of whoever reads the list."""

    title: Text
    reference: str
    kind: str
    organisation: str


def records(user: User | AnonymousUser) -> QuerySet[Page]:
    """Return the records that somebody looks after, with the facts that lists and filters ask for as annotations."""
    allowed = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, RIGHTS)
    return with_facts(allowed.filter(is_record()))


def with_facts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return records, whoever looks after them, with the same annotations."""
    return pages.annotate(**{name: _fact(column) for name, column in FACTS.items()})


def _fact(column: str) -> Any:
    """Return the column of the one kind that the page is; the tables of the other kinds have no row for it."""
    columns = [F(f"{model._meta.get_ancestor_link(Page).related_query_name()}__{column}") for model in record_models()]
    return Coalesce(*columns) if len(columns) > 1 else columns[0]


def kinds() -> dict[tuple[str, str], type[Any]]:
    """Return the kinds of records by the two parts of the name of their type of content."""
    return {(model._meta.app_label, model._meta.model_name): model for model in record_models()}


def facts_of(listed: Iterable[Any]) -> dict[int, Facts]:
    """Return what lists show of each of these records, by its key; organisations and types are asked for once."""
    listed = list(listed)
    organisations = Organisation.objects.in_bulk({each.answering for each in listed if each.answering})
    return {each.pk: _facts(each, organisations.get(each.answering)) for each in listed}


def _facts(record: Any, body: Organisation | None) -> Facts:
    texts = SimpleNamespace(**{name: getattr(record, name) or "" for name in field_names("heading")})
    return Facts(
        title=in_language(texts, "heading", languages.active()),
        reference=record.slug,
        kind=capfirst(str(record.cached_content_type.model_class()._meta.verbose_name)),
        organisation=str(body.acronym or body.name) if body else "",
    )
