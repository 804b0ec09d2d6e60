"""The list of guides for those who write them, and the audiences among the reference data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from guides.models import Audience, GuidePage
from languages.fields import field_names
from portal.panels import pair
from portal.record_lists import RecordListing, RecordViews
from portal.reference_data.viewsets import USES, ReferenceDataViewSet, plain


class AudienceViewSet(ReferenceDataViewSet):
    model = Audience
    name = "audiences"
    icon = "user"
    menu_order = 700
    texts = ("identifier", *field_names("name"))
    list_display = ["__str__", plain("sort_order", _("Order")), USES]
    panels = [FieldPanel("identifier"), pair("name"), FieldPanel("sort_order")]


class GuideListing(RecordListing):
    model = GuidePage
    name = "guides"
    icon = "doc-full"
    menu_label = _("Guides")
    menu_order = 110


class GuideViews(RecordViews):
    model = GuidePage
