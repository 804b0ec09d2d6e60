"""What the lists of reference data share: one search in both languages, the number of uses, and a polite refusal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import ProtectedError, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, UsageCountColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ReferenceIndex

from portal.forms_admin import AdminForm
from portal.reference_data.searching import ranked

USES = UsageCountColumn("usage_count", label=gettext_lazy("Used"), sort_key="usage_count", width="10%")


class SearchedList(generic.IndexView):
    """A list that is searched by any word in either language."""

    texts: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    prefetches: tuple[str, ...] = ()
    usage_url_name = ""
    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = super().get_base_queryset().select_related(*self.joins).prefetch_related(*self.prefetches)
        return rows.annotate(usage_count=ReferenceIndex.usage_count_subquery(self.model))

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        found = ranked(queryset, self.texts, self.search_query)
        return found.order_by(self.ordering) if self.is_explicitly_ordered else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["object_list"]:
            row.usage_url = reverse(self.usage_url_name, args=(row.pk,))
        return context


class RefusingDelete(generic.DeleteView):
    """Says why something cannot be deleted instead of failing."""

    def form_valid(self, form: Any) -> HttpResponse:
        if self.usage and self.usage.is_protected:
            return self._refuse()
        try:
            return super().form_valid(form)
        except ProtectedError:
            return self._refuse()

    def _refuse(self) -> HttpResponse:
        message = _("“%s” is in use and stays: see where, and choose something else there first.")
        button = messages.button(reverse(self.usage_url_name, args=(self.object.pk,)), _("See where it is used"))
        messages.error(self.request, message % self.object, buttons=[button])
        return HttpResponseRedirect(reverse(self.edit_url_name, args=(self.object.pk,)))


class ReferenceDataViewSet(ModelViewSet):
    """A kind of reference data; ``texts`` are the columns that are searched."""

    texts: ClassVar[tuple[str, ...]] = ()
    joins: ClassVar[tuple[str, ...]] = ()
    prefetches: ClassVar[tuple[str, ...]] = ()
    index_view_class = SearchedList
    delete_view_class = RefusingDelete
    copy_view_enabled = False
    list_per_page = 50
    add_to_admin_menu = False

    def get_form_class(self, for_update: bool = False) -> type[AdminForm]:
        form: Any = super().get_form_class(for_update)
        return form if issubclass(form, AdminForm) else type(form)(form.__name__, (AdminForm, form), {})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {"usage_url_name": self.get_url_name("usage")}
        return super().get_common_view_kwargs(**{**names, **kwargs})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        searched = {"texts": self.texts, "joins": self.joins, "prefetches": self.prefetches}
        return super().get_index_view_kwargs(**{**searched, **kwargs})


def plain(name: str, label: Any, accessor: Any = None, **options: Any) -> Column:
    """Return a column whose empty values show as nothing."""

    def value(row: Any) -> Any:
        found = accessor(row) if callable(accessor) else getattr(row, accessor or name)
        return "" if found is None else found

    return Column(name, label=label, accessor=value, **options)
