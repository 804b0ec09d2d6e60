import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import translation

from organisations.models import FormerName, Organisation
from tests.factories import make_guide, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "expected"), [("fr", "Région (RBC)"), ("nl", "Gewest (BHG)")])
def test_an_organisation_is_called_by_its_name_and_acronym_in_the_active_language(code: str, expected: str) -> None:
    body = Organisation(name_fr="Région", name_nl="Gewest", acronym_fr="RBC", acronym_nl="BHG")
    with translation.override(code):
        assert str(body) == expected


def test_an_organisation_without_acronym_is_called_by_its_name() -> None:
    assert str(Organisation(name_fr="Région", name_nl="Gewest")) == "Région"


def test_an_active_organisation_is_not_replaced() -> None:
    body = make_organisation()
    body.replaced_by = make_organisation()
    with pytest.raises(ValidationError) as refused:
        body.full_clean()
    assert list(refused.value.message_dict) == ["replaced_by"]


@pytest.mark.parametrize("state", [Organisation.State.MERGED, Organisation.State.RENAMED])
def test_an_organisation_that_went_is_replaced(state: str) -> None:
    body = make_organisation(state=state)
    body.replaced_by = make_organisation()
    body.full_clean()


def test_an_organisation_is_not_its_own_parent() -> None:
    body = make_organisation()
    body.parent = body
    with pytest.raises(ValidationError) as refused:
        body.full_clean()
    assert list(refused.value.message_dict) == ["parent"]


def test_an_organisation_that_answers_for_a_record_cannot_be_deleted() -> None:
    guide = make_guide()
    with pytest.raises(ProtectedError):
        guide.organisation.delete()


def test_a_municipality_with_an_organisation_cannot_be_deleted() -> None:
    municipality = make_municipality()
    make_organisation(municipality=municipality)
    with pytest.raises(ProtectedError):
        municipality.delete()


def test_former_names_go_with_the_organisation() -> None:
    body = make_organisation()
    body.former_names = [FormerName(name="CIRB")]
    body.save()
    body.delete()
    assert list(FormerName.objects.all()) == []


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"enterprise_number": "0207.373.429"}, None),
        ({"enterprise_number": "0207.373.428"}, "enterprise_number"),
        ({"enterprise_number": "207373429"}, "enterprise_number"),
        ({"enterprise_number": "numéro"}, "enterprise_number"),
        ({"wikidata": "Q239"}, None),
        ({"wikidata": "239"}, "wikidata"),
    ],
)
def test_numbers_of_registers_are_written_as_the_registers_do(fields: dict[str, str], place: str | None) -> None:
    body = make_organisation()
    for name, text in fields.items():
        setattr(body, name, text)
    try:
        body.full_clean(exclude=["kind"])
        refused = []
    except ValidationError as error:
        refused = list(error.message_dict)
    assert refused == ([place] if place else [])
