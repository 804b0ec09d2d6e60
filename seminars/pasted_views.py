"""The page on which the recommendations of a panel are pasted."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from seminars import pasted
from seminars.models import PanelPage
from seminars.page_tools_admin import PageTool


class PastedView(PageTool, FormView):
    """Takes a list in one language or in both; what cannot be read comes back as it was pasted."""

    model = PanelPage
    template_name = "seminars/admin/pasted.html"
    header_icon = "list-ol"
    form_class = pasted.PastedForm

    def form_valid(self, form: pasted.PastedForm) -> HttpResponse:
        try:
            number = pasted.add(self.page, form.cleaned_data["found"], self.request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        told = ngettext("%(number)s recommendation was added.", "%(number)s recommendations were added.", number)
        messages.success(self.request, told % {"number": number})
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))

    def get_page_title(self) -> str:
        return _("Paste recommendations")
