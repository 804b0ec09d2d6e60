"""What seminars keep of people."""

from django.utils.translation import gettext_lazy as _

from languages.fields import field_names
from portal.privacy import Basis, PersonalData, declare, harmless
from portal.privacy_declarations import NAMED

declare(
    PersonalData(
        "seminars.PanelPerson",
        ("person",),
        NAMED,
        _("to say who took part in a panel, and in which function"),
        Basis.CONSENT,
        _("by name until the day of “hide after”, by function with the page"),
    )
)
harmless("where a seminar takes place", *(f"seminars.SeminarPage.{name}" for name in field_names("place_address")))
