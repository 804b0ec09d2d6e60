"""What the care for records keeps of people."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.models import Reaction
from portal.privacy import Basis, PersonalData, declare
from portal.privacy_declarations import traces


def reactions_of(address: str) -> QuerySet[Reaction]:
    return Reaction.objects.filter(address__iexact=address)


declare(
    PersonalData(
        Reaction,
        ("address",),
        _("readers who ask for an answer"),
        _("to answer a question or a report about a page"),
        Basis.CONSENT,
        _("until the answer, 90 days at most"),
        shown=("kind", "text", "address", "at"),
        find=reactions_of,
        erase=lambda address: reactions_of(address).update(address=""),
    ),
    traces("editorial.Verification", "user", shown=("page", "verified_on", "note")),
)
