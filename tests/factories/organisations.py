from datetime import date
from typing import Any

from organisations.models import Municipality, Organisation, OrganisationKind, Person
from tests.factories.numbers import unique


def make_kind(identifier: str = "") -> OrganisationKind:
    identifier = identifier or unique("kind")
    return OrganisationKind.objects.create(
        identifier=identifier, name_fr=f"{identifier} fr", name_nl=f"{identifier} nl"
    )


def make_municipality(nis: str = "21004") -> Municipality:
    return Municipality.objects.create(nis=nis, name_fr=f"{nis} fr", name_nl=f"{nis} nl", postcodes="1000")


def make_organisation(identifier: str = "", **fields: Any) -> Organisation:
    identifier = identifier or unique("organisation")
    texts = {"name_fr": f"{identifier} fr", "name_nl": f"{identifier} nl"}
    return Organisation.objects.create(identifier=identifier, **{"kind": make_kind(), **texts, **fields})


def make_person(name: str = "", **fields: Any) -> Person:
    """Return somebody whose consent to be named holds."""
    consent = {"consent_on": date(2026, 1, 15), "consent_scope": "name and function"}
    return Person.objects.create(**{"name": name or unique("person"), **consent, **fields})
