"""What seminars keep of people."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from languages.fields import field_names
from portal.privacy import Basis, PersonalData, declare, harmless
from portal.privacy_declarations import NAMED, traces
from seminars.models import PanelReader


def readers(address: str) -> QuerySet[PanelReader]:
    return PanelReader.objects.filter(address__iexact=address)


harmless("where a seminar takes place", *(f"seminars.SeminarPage.{name}" for name in field_names("place_address")))
declare(
    PersonalData(
        "seminars.PanelPerson",
        ("person",),
        NAMED,
        _("to say who took part in a panel, and in which function"),
        Basis.CONSENT,
        _("by name until the day of “hide after”, by function with the page"),
    ),
    PersonalData(
        PanelReader,
        ("name", "address"),
        _("members of a discussion panel who read the draft of its note"),
        _("to send a link to the draft, and to know who said what about it"),
        Basis.PUBLIC_TASK,
        _("180 days after the link has ended"),
        shown=("panel", "name", "address", "asked_at", "finished_at"),
        find=readers,
        erase=lambda address: readers(address).delete()[0],
    ),
    traces("seminars.ReaderComment", "resolved_by", shown=("text", "resolved_at")),
)
