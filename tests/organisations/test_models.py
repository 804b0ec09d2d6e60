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
