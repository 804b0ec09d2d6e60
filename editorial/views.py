"""What changed in the other language of one record, and the word of an author that nothing follows from it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

import languages
from editorial import confirming
from editorial.comparison import brought_up_to_date, passages
from editorial.drafts import left_behind
from editorial.waiting import BEHIND
from portal.kinds import is_record


class ChangesView(WagtailAdminTemplateMixin, TemplateView):
    """The texts of the other language that changed since ``?language=`` was last brought up to date."""

    template_name = "editorial/changes.html"
    header_icon = "history"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = Page.objects.filter(is_record())
        self.record: Any = get_object_or_404(found, pk=kwargs["page_id"]).specific
        self.code = request.GET.get("language") or self._behind()
        if self.code not in languages.CODES:
            raise Http404

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.record.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _behind(self) -> str:
        """Return the language that is behind, else the one in which the record was not written first."""
        behind = (code for code in languages.CODES if self.record.state_in(code) in BEHIND)
        first = self.record.original_language or languages.CODES[0]
        return next(behind, languages.other(first))

    def _drafts(self) -> dict[str, frozenset[int]]:
        return left_behind(Page.objects.filter(pk=self.record.pk))

    def get_page_title(self) -> str:
        return _("What has changed")

    def get_page_subtitle(self) -> str:
        return self.record.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("editorial:waiting"), "label": _("What waits for French or Dutch")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, report, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        revision = brought_up_to_date(self.record, self.code)
        latest = self.record.get_latest_revision_as_object()
        return {
            **super().get_context_data(**kwargs),
            "record": self.record,
            "confirmable": confirming.can_confirm(self.record, self.code, self._drafts()),
            "version": confirming.version_of(self.record),
            "own": languages.BY_CODE[self.code],
            "other": languages.BY_CODE[languages.other(self.code)],
            "since": getattr(self.record, f"text_changed_at_{self.code}") if revision else None,
            "passages": passages(revision.as_object() if revision else None, latest, self.code),
        }


@require_POST
def still_right(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take the word of an author that one language is still right, and lead back to where the button was."""
    page = get_object_or_404(Page.objects.filter(is_record()), pk=page_id)
    permissions = page.permissions_for_user(request.user)
    code = request.POST.get("language", "")
    if not permissions.can_edit() or permissions.page_locked():
        raise PermissionDenied
    if code not in languages.CODES:
        raise Http404
    try:
        confirming.confirm(page.pk, code, seen=request.POST.get("seen", ""), user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        told = _("%(language)s is up to date: you found nothing to change.")
        messages.success(request, told % {"language": languages.BY_CODE[code].name})
    return redirect(get_valid_next_url_from_request(request) or reverse("editorial:waiting"))
