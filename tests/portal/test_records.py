from __future__ import annotations

import pytest
from django.utils import translation

from guides.models import GuidePage
from portal import records
from portal.models import ContentPage
from portal.published import Access
from tests.factories import make_draft, make_guide, make_theme, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def anyone() -> Access:
    return Access.anonymous()


def test_records_are_pages_of_the_types_that_hold_one() -> None:
    models = records.record_models()
    assert GuidePage in models
    assert all(issubclass(model, ContentPage) and model.kind for model in models)


def test_only_visible_records_count() -> None:
    shown = make_guide()
    restrict(make_guide())
    make_draft()
    assert [page.specific for page in records.records(Access.anonymous())] == [shown]


def test_main_themes_count_each_visible_record_once_under_its_top(anyone: Access) -> None:
    top = make_theme("top", fr="Logement")
    make_guide(themes=tuple(make_theme(slug, broader=top) for slug in ("one", "two")))
    make_guide(themes=(make_theme("alone", fr="Bail"),))
    with translation.override("fr"):
        counts = [(each.slug, each.number) for each in records.main_themes(anyone)]
    assert counts == [("alone", 1), ("top", 1)]


def test_a_theme_of_hidden_records_only_is_no_main_theme() -> None:
    restrict(make_guide())
    assert records.main_themes(Access.anonymous()) == []
