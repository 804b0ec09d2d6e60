"""The filters of the lists of records in the admin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

import languages
from organisations.models import Organisation
from portal.language_state import LanguageState
from themes.models import Theme, ThemedItem

SOON = timedelta(days=90)


def _any_language(state: str) -> Q:
    wanted = Q()
    for code in languages.CODES:
        wanted |= Q(**{f"language_state_{code}": state})
    return wanted


REVIEWS: dict[str, Callable[[], Q]] = {
    "overdue": lambda: Q(next_review__lt=timezone.localdate()),
    "soon": lambda: Q(next_review__range=(timezone.localdate(), timezone.localdate() + SOON)),
    "none": lambda: Q(next_review__isnull=True),
}


class RecordFilterSet(WagtailFilterSet):
    """Theme with everything narrower, who answers, how the languages stand, when the review is due."""

    language_state = ChoiceFilter(
        label=_("Languages"),
        method="in_language_state",
        empty_label=_("All"),
        choices=[
            (LanguageState.SUMMARY.value, _("something is missing in one language")),
            (LanguageState.OLDER.value, _("one language is older than the other")),
        ],
        widget=RadioSelect,
    )
    review = ChoiceFilter(
        label=_("Review"),
        method="due",
        empty_label=_("All"),
        choices=[("overdue", _("overdue")), ("soon", _("due within three months")), ("none", _("no date"))],
        widget=RadioSelect,
    )

    def under_theme(self, records: QuerySet[Any], name: str, theme: Theme) -> QuerySet[Any]:
        tagged = ThemedItem.objects.filter(tag__slug__in=theme.narrower_ids())
        return records.filter(pk__in=tagged.values("content_object_id"))

    def in_language_state(self, records: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
        return records.filter(_any_language(state))

    def due(self, records: QuerySet[Any], name: str, review: str) -> QuerySet[Any]:
        return records.filter(REVIEWS[review]())


def filters_of(model: type[Any]) -> type[RecordFilterSet]:
    """Return the filters of the list of one kind of record; only values that its records have are offered."""

    def used_themes(request: Any) -> QuerySet[Theme]:
        tagged = ThemedItem.objects.filter(content_object__in=model._default_manager.order_by().values("pk"))
        return Theme.objects.with_labels().filter(pk__in=tagged.values("tag_id"))

    def answering(request: Any) -> QuerySet[Organisation]:
        return Organisation.objects.filter(pk__in=model._default_manager.order_by().values("organisation_id"))

    theme = ModelChoiceFilter(
        label=_("Theme"), queryset=used_themes, method="under_theme", empty_label=_("All themes"), widget=RadioSelect
    )
    organisation = ModelMultipleChoiceFilter(label=_("Organisation"), queryset=answering, widget=CheckboxSelectMultiple)
    meta = type("Meta", (), {"model": model, "fields": []})
    names = {"theme": theme, "organisation": organisation, "Meta": meta}
    return type(f"{model.__name__}FilterSet", (RecordFilterSet,), names)
