"""The page on which the recommendations of a panel are pasted."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from seminars import pasted
from seminars.models import PanelPage


class PastedView(WagtailAdminTemplateMixin, FormView):
    """Takes a list in one language or in both; what cannot be read comes back as it was pasted."""

    template_name = "seminars/admin/pasted.html"
    header_icon = "list-ol"
    form_class = pasted.PastedForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.panel = get_object_or_404(PanelPage, pk=kwargs["pk"])
        if not self.panel.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: pasted.PastedForm) -> HttpResponse:
        if self.panel.locked or self.panel.current_workflow_state:
            form.add_error(None, _("This record is locked or in a workflow: add the text when that is over."))
            return self.form_invalid(form)
        number = pasted.add(self.panel, form.cleaned_data["found"], self.request.user)
        told = ngettext("%(number)s recommendation was added.", "%(number)s recommendations were added.", number)
        messages.success(self.request, told % {"number": number})
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.panel.pk]))

    def get_page_title(self) -> str:
        return _("Paste recommendations")

    def get_page_subtitle(self) -> str:
        return self.panel.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "panel": self.panel}
