import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from guides.models import GuidePage
from portal.models import Reference
from portal.references import PATTERN, next_reference
from tests.factories import make_draft, make_guide, reload

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year


def test_records_are_numbered_within_the_year() -> None:
    assert [make_draft().reference for _each in range(2)] == [f"GT-{YEAR}-001", f"GT-{YEAR}-002"]


def test_a_reference_that_is_brought_is_kept() -> None:
    assert make_draft(reference="GT-2019-004").reference == "GT-2019-004"


def test_a_reference_that_was_given_is_replaced() -> None:
    make_draft(reference="GT-2019-004")
    assert make_draft(reference="GT-2019-004").reference == f"GT-{YEAR}-001"


@pytest.mark.parametrize(
    "text", ["loyers", "gt-2024-001", "GT-24-001", "GT-2024-1", "GT-2024-001-2", "GT-2024-٠٠١", "GT-2024-" + "1" * 30]
)
def test_a_reference_that_is_not_well_formed_is_replaced(text: str) -> None:
    assert make_draft(reference=text).reference == f"GT-{YEAR}-001"


def test_a_reference_is_never_given_twice_even_after_its_record_is_gone() -> None:
    make_draft().delete()
    assert make_draft().reference == f"GT-{YEAR}-002"


def test_the_next_number_follows_the_highest_and_not_the_last() -> None:
    make_draft(reference=f"GT-{YEAR}-1000")
    make_draft(reference=f"GT-{YEAR}-009")
    assert next_reference("GT") == f"GT-{YEAR}-1001"


def test_each_type_counts_for_itself() -> None:
    make_draft()
    assert next_reference("BP") == f"BP-{YEAR}-001"


def test_a_reference_knows_its_page() -> None:
    guide = make_guide()
    assert [(row.text, row.page_id) for row in Reference.objects.all()] == [(guide.reference, guide.pk)]


def test_saving_again_claims_nothing() -> None:
    guide = make_guide()
    reload(guide).save()
    assert Reference.objects.count() == 1


def test_a_copy_gets_a_reference_of_its_own() -> None:
    guide = make_guide(reference="GT-2024-001")
    copy = reload(guide.copy())
    assert (reload(guide).reference, copy.reference) == ("GT-2024-001", f"GT-{YEAR}-001")


def test_a_save_that_fails_claims_nothing() -> None:
    with pytest.raises(ValidationError):
        GuidePage(heading_fr="Sans place").save()
    assert Reference.objects.count() == 0


@pytest.mark.parametrize("text", ["GT-2024-003", "BP-2024-0007", "SEM-2022-123456"])
def test_well_formed_references(text: str) -> None:
    assert PATTERN.fullmatch(text)
