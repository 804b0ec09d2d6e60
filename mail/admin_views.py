"""The operator's page: what waits, what failed and why, trying again, and how much mail there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.forms import RadioSelect
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters.filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

import languages
from mail import breaker, upkeep
from mail.models import Message

State = Message.State
MAY_LOOK, MAY_ACT = "mail.view_message", "mail.change_message"
COUNTED = timedelta(days=30)


class MessageFilterSet(WagtailFilterSet):
    state = ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"), widget=RadioSelect)
    language = ChoiceFilter(label=_("Language"), choices=languages.CHOICES, empty_label=_("All"), widget=RadioSelect)
    recipient = CharFilter(label=_("Recipient"), lookup_expr="icontains")

    class Meta:
        model = Message
        fields: list[str] = []


class MessageReport(ReportView):
    """Every message, the latest first. Its words are shown to nobody: they are between the site and the person."""

    model = Message
    permission_policy = ModelPermissionPolicy(Message)
    any_permission_required = ["view", "change"]
    page_title = _("Mail")
    header_icon = "mail"
    template_name = "mail/admin/messages.html"
    results_template_name = "mail/admin/messages_results.html"
    index_url_name, index_results_url_name = "mail:messages", "mail:messages_results"
    filterset_class = MessageFilterSet
    default_ordering = "-pk"
    is_searchable = False
    list_export: list[str] = []
    verbose_name_plural = _("messages")
    columns = [
        Column("recipient", label=_("Recipient")),
        Column("subject", label=_("Subject")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        Column("attempts", label=_("Attempts")),
        Column("error", label=_("Why it was not sent")),
        DateColumn("created_at", label=_("Made"), sort_key="created_at"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Message]:
        return Message.objects.defer("html", "text", "attachments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "totals": totals(),
            "relay": breaker.paused(),
            "may_act": self.request.user.has_perm(MAY_ACT),
        }


def totals() -> list[tuple[str, int]]:
    """Return how many messages of the last month are in each state, every state named."""
    recent = Message.objects.filter(created_at__gt=timezone.now() - COUNTED)
    counted = dict(recent.order_by().values_list("state").annotate(count=Count("pk")))
    return [(str(state.label), counted.get(state.value, 0)) for state in State]


class MailPanel(Component):
    """On the first page of the admin, for operators: what failed. Nothing while all goes well."""

    name = "mail"
    template_name = "mail/admin/panel.html"
    order = 80

    def __init__(self, request: HttpRequest) -> None:
        self.user: Any = request.user

    def render_html(self, parent_context: Any = None) -> str:
        if not (self.user.has_perm(MAY_LOOK) or self.user.has_perm(MAY_ACT)):
            return ""
        failed = Message.objects.filter(state=State.FAILED).count()
        return render_to_string(self.template_name, {"failed": failed}) if failed else ""


@require_POST
def retry_failed(request: HttpRequest) -> HttpResponse:
    """Let all failed messages wait again."""
    _allow(request)
    count = upkeep.retry(list(Message.objects.filter(state=State.FAILED).only("pk")))
    told = ngettext("%d message waits again.", "%d messages wait again.", count)
    messages.success(request, told % count)
    return HttpResponseRedirect(reverse("mail:messages"))


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """End the pause of the mail server."""
    _allow(request)
    breaker.resume()
    messages.success(request, gettext("Mail is sent again from now on."))
    return HttpResponseRedirect(reverse("mail:messages"))


def _allow(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_ACT):
        raise PermissionDenied
