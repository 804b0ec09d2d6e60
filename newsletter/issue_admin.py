"""The page of an issue in the admin: its mails as they will be, what keeps it from leaving, its send and its totals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

import languages
from mail.render import NotSendable, Rendered
from newsletter import checking, issue_preview, send_states, trial
from newsletter.issue_mail import mail_of
from newsletter.models import IssuePage, Send
from newsletter.reporting import report_of
from newsletter.send_states import NotApproved

#: The widths at which a mail is shown: a telephone, and the reading pane of a mail program.
WIDTHS = (360, 640)
State = Send.State


class ApprovalForm(forms.Form):
    one_language = forms.BooleanField(
        label=gettext_lazy("A text that is there in one language only is meant to be"), required=False
    )


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("To be sent on"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        if at < timezone.now():
            raise forms.ValidationError(_("This moment is over: choose a later one, or send it now."))
        return at


@require_safe
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how an issue stands."""
    return _page(request, _issue(request, pk))


def _page(request: HttpRequest, found: IssuePage, **more: Any) -> HttpResponse:
    send = send_states.current_send(found)
    context = {
        "issue": found,
        "send": send,
        "problems": [] if send else checking.problems(found, by=request.user),
        "languages": languages.LANGUAGES,
        "widths": WIDTHS,
        "report": report_of(send) if send else None,
        "approval": ApprovalForm(),
        "schedule": ScheduleForm(),
        "offered": _offered(send),
        "frozen": list(send.renderings.all()) if send else [],
    }
    return render(request, "newsletter/admin/issue.html", {**context, **more})


def _offered(send: Send | None) -> set[str]:
    """Return what can be done in the state that it is in."""
    if send is None:
        return {"approve", "test"}
    by_state = {
        State.READY: {"schedule", "now", "cancel", "test"},
        State.SCHEDULED: {"schedule", "now", "cancel", "test"},
        State.MISSED: {"schedule", "now", "cancel"},
        State.SENDING: {"pause"},
        State.PAUSED: {"resume", "cancel"},
        State.SENT: {"retry"} if send.totals.get("failed") else set(),
    }
    return set(by_state.get(State(send.state), set()))


@require_safe
def mail(request: HttpRequest, pk: int, code: str, sort: str) -> HttpResponse:
    """Show the mail in a language as HTML or text: the frozen one when it is approved."""
    found = _issue(request, pk)
    if code not in languages.CODES:
        raise Http404
    try:
        words = _words(found, code)
    except NotSendable as fault:
        return render(request, "newsletter/admin/not_sendable.html", {"fault": fault})
    return issue_preview.shown(words.html if sort == issue_preview.HTML else "", words.text)


def _words(found: IssuePage, code: str) -> Rendered:
    send = send_states.current_send(found)
    frozen = send.renderings.filter(language=code).first() if send else None
    return Rendered(frozen.subject, frozen.text, frozen.html) if frozen else mail_of(found, code)


@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Do what a button says; whoever comes second is told that it is done."""
    found = _issue(request, pk)
    if what == "approve":
        return _approve(request, found)
    if what == "test":
        return _try(request, found)
    send = send_states.current_send(found)
    if send is None or what not in ACTIONS and what != "schedule":
        raise Http404
    if what == "schedule":
        form = ScheduleForm(request.POST)
        if not form.is_valid():
            return _page(request, found, schedule=form)
        done = send_states.schedule(send, form.cleaned_data["at"], by=request.user)
    else:
        done = bool(ACTIONS[what](send, by=request.user))
    if not done:
        messages.warning(request, _("Nothing was changed: it is now %s.") % send.get_state_display())
    return _back(found)


def _approve(request: HttpRequest, found: IssuePage) -> HttpResponse:
    form = ApprovalForm(request.POST)
    form.is_valid()
    try:
        send_states.approve(found, by=request.user, one_language=form.cleaned_data["one_language"])
    except NotApproved as refused:
        return _page(request, found, approval=form, problems=refused.reasons)
    messages.success(request, _("The newsletter is approved: its words are kept as they are."))
    return _back(found)


def _try(request: HttpRequest, found: IssuePage) -> HttpResponse:
    """Send the mail in both languages to whoever pressed the button."""
    try:
        trial.send(found, to=request.user, words=[(code, _words(found, code)) for code in languages.CODES])
    except NotSendable as fault:
        messages.error(request, _("The mail cannot be sent: %s.") % fault)
    else:
        messages.success(request, _("A trial in both languages is on its way to you."))
    return _back(found)


def _now(send: Send, *, by: Any) -> bool:
    return send_states.schedule(send, timezone.now(), by=by)


ACTIONS: dict[str, Callable[..., Any]] = {
    "now": _now,
    "pause": send_states.pause,
    "resume": send_states.resume,
    "cancel": send_states.cancel,
    "retry": send_states.retry_failed,
}


def _issue(request: HttpRequest, pk: int) -> IssuePage:
    found = get_object_or_404(IssuePage, pk=pk)
    if not found.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return found


def _back(found: IssuePage) -> HttpResponse:
    return HttpResponseRedirect(reverse("newsletter_issue", args=[found.pk]))
