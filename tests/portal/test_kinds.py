from __future__ import annotations

import pytest
from wagtail.models import Page, get_page_models

from portal.kinds import is_record, record_models, section_models
from portal.models import BilingualPage, HomePage
from tests.factories import make_guide


def test_each_page_of_the_portal_is_a_record_or_a_section() -> None:
    records, sections = set(record_models()), set(section_models())
    assert HomePage in sections
    assert records & sections == set()
    assert records | sections == {model for model in get_page_models() if issubclass(model, BilingualPage)}


@pytest.mark.django_db
def test_the_condition_finds_the_records_and_nothing_else() -> None:
    guide = make_guide()
    assert list(Page.objects.filter(is_record()).values_list("pk", flat=True)) == [guide.pk]
