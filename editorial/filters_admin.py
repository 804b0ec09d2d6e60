"""The filters of the reports on records."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.models import Page

import languages
from editorial.records import kinds
from editorial.waiting import waiting
from organisations.models import Organisation
from portal.kinds import record_models
from themes.models import Theme, ThemedItem


def _kinds(request: Any) -> QuerySet[ContentType]:
    wanted = Q(pk=None)
    for package, name in kinds():
        wanted |= Q(app_label=package, model=name)
    return ContentType.objects.filter(wanted)


def _answering(request: Any) -> QuerySet[Organisation]:
    wanted = Q(pk=None)
    for model in record_models():
        wanted |= Q(pk__in=model._default_manager.order_by().values("organisation_id"))
    return Organisation.objects.filter(wanted)


def _used_themes(request: Any) -> QuerySet[Theme]:
    used = ThemedItem.objects.values("tag_id")
    broader = Theme.objects.filter(pk__in=used).values("broader_id")
    return Theme.objects.with_labels().filter(Q(pk__in=used) | Q(pk__in=broader))


class RecordsFilterSet(WagtailFilterSet):
    """Kind, organisation, and theme with everything narrower; only values that records have are offered."""

    kind = ContentTypeFilter(
        label=_("Kind"), field_name="content_type", queryset=_kinds, empty_label=_("All"), widget=RadioSelect
    )
    organisation = ModelChoiceFilter(
        label=_("Organisation"), queryset=_answering, method="answered_by", empty_label=_("All"), widget=RadioSelect
    )
    theme = ModelChoiceFilter(
        label=_("Theme"), queryset=_used_themes, method="under_theme", empty_label=_("All themes"), widget=RadioSelect
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def answered_by(self, records: QuerySet[Page], name: str, body: Organisation) -> QuerySet[Page]:
        return records.filter(answering=body.pk)

    def under_theme(self, records: QuerySet[Page], name: str, theme: Theme) -> QuerySet[Page]:
        tagged = ThemedItem.objects.filter(tag__slug__in=theme.narrower_ids())
        return records.filter(pk__in=tagged.values("content_object_id"))


class WaitingFilterSet(RecordsFilterSet):
    """The same, and the language that is waited for."""

    language = ChoiceFilter(
        label=_("Language"), choices=languages.CHOICES, method="in_language", empty_label=_("All"), widget=RadioSelect
    )

    def in_language(self, records: QuerySet[Page], name: str, code: str) -> QuerySet[Page]:
        return waiting(records, self.request.drafts_behind, (code,))
