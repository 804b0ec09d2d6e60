"""What practices show to those who write them: their list, and what they refer to among the reference data."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column

from languages.fields import field_names
from portal.panels import pair
from portal.record_lists import FIRST, LAST, RecordListing, RecordViews
from portal.reference_data.viewsets import USES, ReferenceDataViewSet, plain
from practices.models import ContractObjective, PlanAction, PracticePage, TargetGroup


class TargetGroupViewSet(ReferenceDataViewSet):
    model = TargetGroup
    name = "target-groups"
    icon = "group"
    menu_order = 710
    texts = ("identifier", *field_names("name"))
    list_display = ["__str__", plain("sort_order", _("Order")), USES]
    panels = [FieldPanel("identifier"), pair("name"), FieldPanel("sort_order")]


class PlanActionViewSet(ReferenceDataViewSet):
    model = PlanAction
    name = "plan-actions"
    icon = "list-ol"
    menu_order = 720
    texts = ("identifier", "number", *field_names("title"), *field_names("plan"))
    list_display = ["__str__", plain("plan", _("Plan")), USES]
    panels = [FieldRowPanel([FieldPanel("identifier"), FieldPanel("number")]), pair("title"), pair("plan")]


class ContractObjectiveViewSet(ReferenceDataViewSet):
    model = ContractObjective
    name = "contract-objectives"
    icon = "list-ul"
    menu_order = 730
    texts = ("identifier", *field_names("title"))
    list_display = ["__str__", plain("number", _("Number")), USES]
    panels = [
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("number")]),
        pair("title"),
        FieldPanel("chosen_by", widget=CheckboxSelectMultiple(attrs={"class": "choice-columns"})),
    ]


class PracticeListing(RecordListing):
    model = PracticePage
    name = "practices"
    icon = "pick"
    menu_label = _("Good practices")
    menu_order = 105
    columns = [*FIRST, Column("state", label=_("State"), accessor="get_state_display", sort_key="state"), *LAST]


class PracticeViews(RecordViews):
    model = PracticePage
