"""The page on which the next seminar of a series is begun."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from seminars.models import SeminarPage
from seminars.next_seminar import begin_next
from seminars.page_tools_admin import PageTool


class NextSeminarView(PageTool, TemplateView):
    """Says what is taken over from a seminar; POST begins the next one and opens its form."""

    model = SeminarPage
    template_name = "seminars/admin/next_seminar.html"
    header_icon = "calendar-alt"

    def may_use(self, permissions: Any, request: Any) -> bool:
        above = self.page.get_parent().permissions_for_user(request.user)
        return super().may_use(permissions, request) and bool(above.can_add_subpage())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        begun = begin_next(self.page, request.user)
        messages.success(request, _("The draft of the next seminar is here: give it its title and its day."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[begun.pk]))

    def get_page_title(self) -> str:
        return _("Next seminar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        begun = self.page.next_seminars.order_by("pk").last()
        return {**super().get_context_data(**kwargs), "begun": begun}
