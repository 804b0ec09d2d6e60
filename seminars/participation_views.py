"""The page on which the list of presence of a seminar is read."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from seminars import participation_file
from seminars.models import SeminarPage
from seminars.page_tools_admin import PageTool

#: How many names that the portal does not know are told.
NAMED = 20


class ParticipationForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("List of presence (CSV or XLSX)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> participation_file.Presence:
        return participation_file.read(self.cleaned_data["file"])


class ParticipationView(PageTool, FormView):
    """Takes a table; organisations that the portal does not know are counted, and named to whoever brought it."""

    model = SeminarPage
    template_name = "seminars/admin/participation_file.html"
    header_icon = "group"
    form_class = ParticipationForm

    def form_valid(self, form: ParticipationForm) -> HttpResponse:
        found = form.cleaned_data["file"]
        try:
            participation_file.write(self.page, found, self.request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        told = ngettext(
            "%(number)s participant was counted in the draft.",
            "%(number)s participants were counted in the draft.",
            found.total,
        )
        messages.success(self.request, told % {"number": found.total})
        if found.unknown:
            names = ", ".join(sorted(found.unknown)[:NAMED])
            messages.warning(self.request, _("Counted, but not known as organisations: %(names)s") % {"names": names})
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))

    def get_page_title(self) -> str:
        return _("Participation from a table")
