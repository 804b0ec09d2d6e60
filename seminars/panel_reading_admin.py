"""The rapporteur asks the panel to read the draft, sees what was said beside the paragraphs, and settles it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

import languages
from seminars import panel_readings
from seminars.models import PanelPage, PanelReader, ReaderComment
from seminars.page_tools_admin import PageTool
from seminars.panel_readings import Invited


class InviteForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("Used for this link only, then forgotten.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages.CHOICES)

    def invited(self) -> Invited:
        return Invited(**{name: self.cleaned_data[name] for name in ("name", "address", "language")})


class ReadingView(PageTool, TemplateView):
    """Who was asked, what they said, and three buttons: ask, settle a comment, close the reading."""

    model = PanelPage
    template_name = "seminars/admin/reading.html"
    header_icon = "comment"

    def may_use(self, permissions: Any, request: Any) -> bool:
        locked = request.method == "POST" and permissions.page_locked()
        return super().may_use(permissions, request) and not locked

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actions = {"resolve": self._resolve, "revoke": self._revoke, "close": self._close}
        done = next((act for name, act in actions.items() if name in request.POST), None)
        if done:
            done(request.POST)
        else:
            form = InviteForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form, **kwargs))
            reader = panel_readings.ask(self.page, form.invited())
            messages.success(request, _("%(name)s is sent a link to the draft.") % {"name": reader.name})
        return redirect(reverse("panel_reading_admin", args=[self.page.pk]))

    def _resolve(self, post: Any) -> None:
        rows = ReaderComment.objects.filter(reader__panel=self.page, resolved_at=None)
        rows.filter(pk=_number(post["resolve"])).update(resolved_at=timezone.now(), resolved_by=self.request.user)

    def _revoke(self, post: Any) -> None:
        rows = PanelReader.objects.filter(panel=self.page, revoked_at=None)
        rows.filter(pk=_number(post["revoke"])).update(revoked_at=timezone.now())

    def _close(self, post: Any) -> None:
        panel_readings.close(self.page, self.request.user)
        messages.success(self.request, _("The draft now says that the panel has read the note."))

    def get_page_title(self) -> str:
        return _("Reading by the panel")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comments = ReaderComment.objects.filter(reader__panel=self.page).select_related("reader")
        draft = panel_readings.draft_of(self.page)
        anchors = {each.anchor for code in languages.CODES for each in panel_readings.paragraphs(draft, code)}
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "panel": self.page,
            "draft": draft,
            "form": context.get("form") or InviteForm(),
            "readers": PanelReader.objects.filter(panel=self.page),
            "comments": [(each, each.anchor not in anchors) for each in comments if each.resolved_at is None],
            "resolved": [each for each in comments if each.resolved_at],
        }


def _number(text: str) -> int:
    """Return the key that a button sent, 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
