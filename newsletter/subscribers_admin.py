"""Subscribers in the admin: found, looked at, ended or erased; nobody is added or changed by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import RadioSelect
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

import languages
from newsletter import addresses, subscriptions
from newsletter.consent import Source
from newsletter.models import ConsentEvent, ConsentText, Frequency, Status, Subscriber, Subscription
from newsletter.personal_data import erase_address
from themes.models import Theme

ENDED, ERASED = "newsletter.subscriber_ended", "newsletter.subscriber_erased"


def _followed(request: Any) -> QuerySet[Theme]:
    return Theme.objects.with_labels().filter(pk__in=Subscription.objects.current().values("theme"))


class SubscriberFilterSet(WagtailFilterSet):
    status = ChoiceFilter(label=_("State"), choices=Status.choices, empty_label=_("All"), widget=RadioSelect)
    language = ChoiceFilter(label=_("Language"), choices=languages.CHOICES, empty_label=_("All"), widget=RadioSelect)
    frequency = ChoiceFilter(label=_("How often"), choices=Frequency.choices, empty_label=_("All"), widget=RadioSelect)
    theme = ModelChoiceFilter(
        label=_("Theme"), queryset=_followed, method="following", empty_label=_("All themes"), widget=RadioSelect
    )

    class Meta:
        model = Subscriber
        fields: list[str] = []

    def following(self, people: QuerySet[Subscriber], name: str, theme: Theme) -> QuerySet[Subscriber]:
        return people.filter(pk__in=Subscription.objects.current().filter(theme=theme).values("subscriber"))


class SubscriberList(generic.IndexView):
    columns = [
        TitleColumn("email", label=_("E-mail address"), accessor=str, url_name="subscribers:inspect"),
        Column("status", label=_("State"), accessor="get_status_display", sort_key="status"),
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        Column("frequency", label=_("How often"), accessor="get_frequency_display"),
        DateColumn("created_at", label=_("Signed up"), sort_key="created_at"),
    ]

    def get_edit_url(self, instance: Subscriber) -> None:
        return None

    def get_add_url(self) -> None:
        return None

    def search_queryset(self, queryset: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
        """Find by a part of the address, or by the public identifier."""
        if not self.is_searching:
            return queryset
        words = self.search_query.strip()
        try:
            words = addresses.normalised(words)
        except ValidationError:
            words = words.lower()
        found = queryset.filter(email_norm__icontains=words)
        return found or queryset.filter(uuid__startswith=words) if "@" not in words else found


class NobodyByHand(generic.CreateView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class NothingByHand(generic.EditView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class OneSubscriber(generic.InspectView):
    template_name = "newsletter/admin/subscriber.html"

    def get_edit_url(self) -> None:
        return None

    def get_delete_url(self) -> None:
        # Erasing, below, also remembers that the address must not come back.
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = ConsentEvent.objects.filter(subscriber_uuid=self.object.uuid).select_related("wording")
        current = self.object.subscriptions.current().select_related("theme").prefetch_related("theme__labels")
        return {
            **super().get_context_data(**kwargs),
            "steps": steps,
            "themes": [subscription.theme.label for subscription in current],
            "may_end": self.request.user.has_perm("newsletter.delete_subscriber")
            and self.object.status in subscriptions.LEAVING,
            "may_erase": self.request.user.has_perm("newsletter.delete_subscriber") and bool(self.object.email),
        }


class NoDeletion(generic.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class SubscriberViewSet(ModelViewSet):
    model = Subscriber
    name = url_prefix = url_namespace = "subscribers"
    icon = "mail"
    menu_label = _("Subscribers")
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = SubscriberList
    add_view_class = NobodyByHand
    edit_view_class = NothingByHand
    delete_view_class = NoDeletion
    inspect_view_class = OneSubscriber
    filterset_class = SubscriberFilterSet
    form_fields = ["language"]
    search_fields = ["email_norm"]
    add_to_reference_index = False


class NothingToChange(NothingByHand):
    """Words that somebody agreed to stay as they were."""


class ConsentTextViewSet(ModelViewSet):
    """The wordings: each new one takes the place of the last, none is changed."""

    model = ConsentText
    name = url_prefix = url_namespace = "consent-texts"
    icon = "doc-full"
    menu_label = _("Wording of the consent")
    inspect_view_enabled = True
    copy_view_enabled = False
    edit_view_class = NothingToChange
    delete_view_class = NoDeletion
    form_fields = ["language", "text"]
    list_display = ["language", "version", "valid_from"]
    inspect_view_fields = ["language", "version", "text", "sha256", "valid_from"]
    add_to_reference_index = False


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Unsubscribe somebody who asked for it by telephone or letter."""
    person, by = _of(request, pk)
    subscriptions.leave(person.pk, Source("admin"))
    log(instance=person, action=ENDED, user=by, title=str(person.uuid))
    messages.success(request, gettext("No more mails go to this subscriber."))
    return HttpResponseRedirect(reverse("subscribers:inspect", args=(pk,)))


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase somebody who asked for it by telephone or letter."""
    person, by = _of(request, pk)
    if person.email_norm:
        erase_address(person.email_norm, Source("admin"))
    log(instance=person, action=ERASED, user=by, title=str(person.uuid))
    messages.success(request, gettext("The subscriber is erased."))
    return HttpResponseRedirect(reverse("subscribers:inspect", args=(pk,)))


def _of(request: HttpRequest, pk: int) -> tuple[Subscriber, Any]:
    if not request.user.has_perm("newsletter.delete_subscriber"):
        raise PermissionDenied
    return get_object_or_404(Subscriber, pk=pk), request.user
