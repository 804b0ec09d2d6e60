"""Saying that a record is still right: in one click, or with what was found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from editorial import verifying
from editorial.amended import amendments
from editorial.confirming import version_of
from editorial.models import Verification
from editorial.records import records
from editorial.verifying import Finding, may_verify
from organisations.models import Organisation
from portal.kinds import is_record

#: How many earlier verifications the form shows.
MOST_SHOWN = 20


class VerifyForm(forms.Form):
    """What somebody found on looking at a record."""

    verified_by = forms.ModelChoiceField(
        Organisation.objects.filter(state=Organisation.State.ACTIVE), label=gettext_lazy("Verified by")
    )
    law_as_at = forms.DateField(
        label=gettext_lazy("Law as at"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The date of the legal texts it was verified against."),
    )
    next_review = forms.DateField(label=gettext_lazy("Next review"), widget=AdminDateInput)
    note = forms.CharField(
        label=gettext_lazy("Internal note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What you compared it with; readers do not see it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_law_as_at(self) -> Any:
        if self.cleaned_data["law_as_at"] > timezone.localdate():
            raise ValidationError(_("Nothing can be verified against the law of a day to come."))
        return self.cleaned_data["law_as_at"]

    def clean_next_review(self) -> Any:
        if self.cleaned_data["next_review"] <= timezone.localdate():
            raise ValidationError(_("The next review must lie ahead."))
        return self.cleaned_data["next_review"]


def _record(request: HttpRequest, pk: int) -> Any:
    """Return a published record that somebody may verify."""
    page = get_object_or_404(Page.objects.filter(is_record(), live=True), pk=pk)
    if not may_verify(page, request.user):
        raise PermissionDenied
    return page.specific


class VerifyView(WagtailAdminTemplateMixin, FormView):
    """The form of a verification, with those before it and the provisions that were amended since the last one."""

    template_name = "editorial/verify.html"
    header_icon = "check"
    form_class = VerifyForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.record: Any = _record(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        usual = verifying.facts_of(verifying.still_right(self.record, self.request.user))
        return {**usual, "seen": version_of(self.record)}

    def form_valid(self, form: VerifyForm) -> HttpResponse:
        said = form.cleaned_data
        finding = Finding(timezone.localdate(), said["verified_by"], said["law_as_at"], said["next_review"])
        try:
            verifying.verify(self.record.pk, finding, seen=said["seen"], user=self.request.user, note=said["note"])
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, _told(finding))
        return redirect(reverse("editorial:verification"))

    def get_page_title(self) -> str:
        return _("Verify")

    def get_page_subtitle(self) -> str:
        return self.record.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("editorial:verification"), "label": _("To verify again")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, report, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = Verification.objects.filter(page_id=self.record.pk).select_related("verified_by", "user")
        told = list(records(self.request.user).filter(pk=self.record.pk))
        return {
            **super().get_context_data(**kwargs),
            "record": self.record,
            "amended": amendments(told).get(self.record.pk, []),
            "events": events[:MOST_SHOWN],
        }


@require_POST
def verify_at_once(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take one click for: right today, against the law of today."""
    record = _record(request, page_id)
    finding = verifying.still_right(record, request.user)
    try:
        if finding.verified_by is None:
            raise ValidationError(_("Say first which organisation answers for this record."))
        verifying.verify(record.pk, finding, seen=request.POST.get("seen", ""), user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _told(finding))
    return redirect(get_valid_next_url_from_request(request) or reverse("editorial:verification"))


def _told(finding: Finding) -> str:
    day = date_format(finding.next_review, "SHORT_DATE_FORMAT")
    return _("Verified today by %(body)s; to be looked at again on %(day)s.") % {
        "body": finding.verified_by,
        "day": day,
    }
