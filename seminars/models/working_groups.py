from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from languages.fields import Translated
from languages.text import Text
from portal.facets import ORGANISATION, ChoiceFacet
from portal.light_rows import with_joined_rows
from portal.markdown.fields import MarkdownField
from portal.models import ContentPage, IndexPage
from portal.projection import Projection
from seminars import projections, reading, rules
from seminars.models.choices import DeliverableState, GroupStatus
from seminars.models.record import TimelyRecord
from seminars.panels_groups import working_group_form


class WorkingGroupIndexPage(IndexPage):
    """The list of the working groups, with filters."""

    subpage_types = ["seminars.WorkingGroupPage"]
    facets = (ChoiceFacet("status"), ORGANISATION)

    class Meta:
        verbose_name = _("list of working groups")
        verbose_name_plural = _("lists of working groups")

    @classmethod
    def default_texts(cls) -> dict[str, str]:
        return {
            "heading_fr": "Groupes de travail",
            "heading_nl": "Werkgroepen",
            "slug_fr": "groupes-de-travail",
            "slug_nl": "werkgroepen",
        }


class WorkingGroupPage(TimelyRecord):
    """A working group: its mandate, what it has to deliver, what it decided, which recommendations it took up."""

    template = "seminars/working_group_page.html"
    parent_page_types = ["seminars.WorkingGroupIndexPage"]
    subpage_types: list[str] = []
    is_creatable = True
    kind = "working-group"
    reference_prefix = "WG"
    state_field = "status"
    has_members_group = True
    markdown_texts = ("body", "closing_report")
    light_rows = (*ContentPage.light_rows, "member_organisations", "deliverables", "meetings")

    body = Translated(MarkdownField(_("mandate"), blank=True))
    status = models.CharField(_("status"), max_length=8, choices=GroupStatus.choices, default=GroupStatus.FORMING.value)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    expected_end = models.DateField(_("expected end"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    member_organisations = ParentalManyToManyField(
        "organisations.Organisation", verbose_name=_("member organisations"), blank=True, related_name="working_groups"
    )
    open_to_members = models.BooleanField(_("open to new members"), default=False)
    how_to_join = Translated(models.CharField(_("how to join"), max_length=300, blank=True))
    closing_report = Translated(MarkdownField(_("closing report"), blank=True))

    edit_handler = working_group_form

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")

    @classmethod
    def for_reading(cls) -> models.QuerySet[Any]:
        return with_joined_rows(super().for_reading(), {"files": ("document",)})

    def publication_problems(self) -> Iterator[tuple[str, Any]]:
        yield from super().publication_problems()
        yield from rules.of_working_group(self)

    def texts_in(self, code: str) -> Iterator[Text]:
        yield from projections.texts(self, projections.WORKING_GROUP, code)

    def search_projection(self, code: str) -> Projection | None:
        return projections.project(self, projections.WORKING_GROUP, code, state=self.status, day=self.started_on)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **reading.of_working_group(self, request)}


class Deliverable(Orderable):
    """Something that the group has to deliver, and the page that came of it."""

    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="deliverables")
    heading = Translated(models.CharField(_("deliverable"), max_length=150, blank=True))
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=11, choices=DeliverableState.choices, default=DeliverableState.PLANNED.value
    )
    result = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("resulting record"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")

    def __str__(self) -> str:
        return str(self.heading)

    @property
    def is_overdue(self) -> bool:
        waiting = self.state in (DeliverableState.PLANNED, DeliverableState.IN_PROGRESS)
        return bool(waiting and self.due and self.due < timezone.localdate())


class Meeting(Orderable):
    """A meeting of the group: when, where, what was decided."""

    page = ParentalKey(WorkingGroupPage, on_delete=models.CASCADE, related_name="meetings")
    date = models.DateField(_("date"))
    place = Translated(models.CharField(_("place"), max_length=150, blank=True))
    decisions = Translated(MarkdownField(_("decisions"), blank=True))

    class Meta(Orderable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}"
