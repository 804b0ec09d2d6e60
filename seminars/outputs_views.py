"""The page on which the coordination cell brings the outputs of a seminar together and publishes them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from seminars import outputs
from seminars.models import SeminarPage
from seminars.page_tools_admin import PageTool


class OutputsView(PageTool, TemplateView):
    """What is there of the outputs and what is missing; POST publishes the whole."""

    model = SeminarPage
    template_name = "seminars/admin/outputs.html"
    header_icon = "calendar-check"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self._may_publish():
            raise PermissionDenied
        try:
            number = outputs.publish(self.page, request.user)
        except ValidationError as refused:
            messages.error(request, _("Nothing was published: something is still missing."))
            messages.error(request, " ".join(refused.messages))
        else:
            told = ngettext("%(number)s page was published.", "%(number)s pages were published together.", number)
            messages.success(request, told % {"number": number})
        return redirect(reverse("seminar_outputs", args=[self.page.pk]))

    def get_page_title(self) -> str:
        return _("Outputs of the seminar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parts = outputs.parts(self.page)
        return {
            **super().get_context_data(**kwargs),
            "parts": parts,
            "ready": not any(part.problems for part in parts),
            "may_publish": self._may_publish(),
        }

    def _may_publish(self) -> bool:
        permissions = self.page.permissions_for_user(self.request.user)
        return permissions.can_publish() and not permissions.page_locked()
