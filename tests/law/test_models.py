import pytest
from django.db.models import ProtectedError
from django.utils import translation

from law.models import Act, LegalBasis, Provision
from tests.factories import make_guide, make_provision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "expected"), [("fr", "Code, art. 5"), ("nl", "Wetboek, artikel 5")])
def test_a_provision_is_cited_in_the_active_language(code: str, expected: str) -> None:
    act = Act(title_fr="Code", title_nl="Wetboek")
    provision = Provision(act=act, article_fr="art. 5", article_nl="artikel 5")
    with translation.override(code):
        assert str(provision) == expected


def test_an_act_with_provisions_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        make_provision().act.delete()


def test_a_provision_that_a_record_rests_on_cannot_be_deleted() -> None:
    provision = make_provision()
    LegalBasis.objects.create(page=make_guide(), provision=provision)
    with pytest.raises(ProtectedError):
        provision.delete()


def test_the_legal_basis_of_a_record_keeps_the_order_of_the_author() -> None:
    second, first = make_provision("a-provision"), make_provision("z-provision")
    guide = make_guide()
    guide.legal_basis = [LegalBasis(provision=first), LegalBasis(provision=second)]
    guide.save()
    again = type(guide).objects.get()
    assert [row.provision for row in again.legal_basis.all()] == [first, second]
