"""The lists of records for those who write them, one for each kind."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

import languages
from languages.fields import field_names
from portal.models import Address
from portal.privacy_admin import RecordPrivacyView
from portal.record_filters_admin import filters_of
from portal.reference_data.searching import ranked

TEXTS = ("slug", *field_names("heading"), *field_names("summary"))


class LanguageStateColumn(BaseColumn):
    """The state of one language of a record, as it was published."""

    cell_template_name = "portal/admin/language_state_cell.html"

    def __init__(self, code: str) -> None:
        super().__init__(f"state_{code}", label=code.upper())
        self.code = code

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        state = {
            "state": instance.state_in(self.code),
            "state_label": getattr(instance, f"get_language_state_{self.code}_display")(),
        }
        return {**super().get_cell_context_data(instance, parent_context), **state}


class ReviewColumn(BaseColumn):
    """The date of the next review; one that has passed stands out."""

    cell_template_name = "portal/admin/review_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        due = instance.next_review
        review = {"due": due, "overdue": bool(due and due < timezone.localdate())}
        return {**super().get_cell_context_data(instance, parent_context), **review}


def _themes(page: Any) -> str:
    return ", ".join(str(item.tag) for item in page.themed_items.all())


def _organisation(page: Any) -> str:
    body = page.organisation
    return str(body.acronym or body.name) if body else ""


#: The columns before and after those that only one kind of record has.
FIRST = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
    Column("slug", label=_("Reference"), sort_key="slug", classname="reference"),
    *(LanguageStateColumn(code) for code in languages.CODES),
]
LAST = [
    Column("themes", label=_("Themes"), accessor=_themes),
    Column("organisation", label=_("Organisation"), accessor=_organisation),
    ReviewColumn("next_review", label=_("Next review"), sort_key="next_review"),
    PageStatusColumn("status", label=_("Status"), sort_key="live"),
]


class RecordList(IndexView):
    """Every record of a kind with how its languages stand, who answers for it and when it is to be verified again."""

    def annotate_queryset(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        related = ("themed_items__tag__labels", "sites_rooted_here")
        listed = pages.select_related("organisation", "content_type").prefetch_related(*related)
        listed = listed.annotate(**Address.objects.of_pages())
        return listed.prefetch_workflow_states().annotate_site_root_state().annotate_approved_schedule()

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """What packages that are not known here offer for this list, by the hook “record_list_buttons”."""
        offers = (offer(self.model, self.request.user) for offer in hooks.get_hooks("record_list_buttons"))
        return [*super().header_more_buttons, *chain.from_iterable(offers)]

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        found = ranked(queryset, TEXTS, self.search_query)
        return found.order_by(self.ordering) if self.is_explicitly_ordered else found


class RecordListing(PageListingViewSet):
    """The list of one kind of record in the menu; a subclass says which kind and what it is called."""

    add_to_admin_menu = True
    index_view_class = RecordList
    columns = [*FIRST, *LAST]

    def __init_subclass__(cls) -> None:
        cls.filterset_class = filters_of(cls.model)


class RecordViews(PageViewSet):
    """The views of one record in the admin."""

    set_privacy_view_class = RecordPrivacyView
