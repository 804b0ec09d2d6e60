"""The page on which the next seminar of a series is begun."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from seminars.models import SeminarPage
from seminars.next_seminar import begin_next


class NextSeminarView(WagtailAdminTemplateMixin, TemplateView):
    """Says what is taken over from a seminar; POST begins the next one and opens its form."""

    template_name = "seminars/admin/next_seminar.html"
    header_icon = "calendar-alt"

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.seminar = get_object_or_404(SeminarPage, pk=kwargs["pk"])
        may_add = self.seminar.get_parent().permissions_for_user(request.user).can_add_subpage()
        if not (may_add and self.seminar.permissions_for_user(request.user).can_edit()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        begun = begin_next(self.seminar, request.user)
        messages.success(request, _("The draft of the next seminar is here: give it its title and its day."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[begun.pk]))

    def get_page_title(self) -> str:
        return _("Next seminar")

    def get_page_subtitle(self) -> str:
        return self.seminar.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        begun = self.seminar.next_seminars.order_by("pk").last()
        return {**super().get_context_data(**kwargs), "seminar": self.seminar, "begun": begun}
