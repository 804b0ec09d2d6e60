"""Records on the same subject: near in words and under the same themes, and only what the reader may see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from guides.models import GuidePage
from portal.models import Relation
from portal.published import Access
from search.related import related
from tests.factories import make_theme, make_user, reload, restrict
from tests.search.conftest import Commit, Publish
from themes.models import Theme


@pytest.fixture
def theme(db: None) -> Theme:
    return make_theme("damp", fr="Humidité", nl="Vocht")


def on(guide: GuidePage) -> list[str]:
    pks = related(reload(guide), Access.anonymous())
    return [reload(Page.objects.get(pk=pk)).reference for pk in pks]


def test_the_nearest_records_under_the_same_theme_come_first(publish: Publish, theme: Theme) -> None:
    other = make_theme("rent", fr="Loyer")
    guide = publish(heading_fr="Traiter les moisissures", themes=(theme,))
    near = publish(heading_fr="Traiter les moisissures de la salle de bains", themes=(theme,))
    far = publish(heading_fr="Autre chose", body_fr="Un mot sur les moisissures.", themes=(theme,))
    publish(heading_fr="Moisissures et loyer", themes=(other,))
    for _each in range(6):  # A word that most records have tells nothing of any.
        publish(heading_fr="Le bail", themes=(other,))
    assert on(guide) == [near.reference, far.reference]


def test_a_record_is_never_related_to_itself_in_the_other_language(publish: Publish, theme: Theme) -> None:
    guide = publish(heading_fr="Moisissures", heading_nl="Moisissures", themes=(theme,))
    assert on(guide) == []


def test_what_the_record_names_itself_is_not_repeated(site: Client, publish: Publish, theme: Theme) -> None:
    guide = publish(heading_fr="Moisissures", themes=(theme,))
    other = publish(heading_fr="Moisissures au mur", themes=(theme,))
    html = site.get(reload(guide).url_in("fr")).content.decode()
    assert 'id="same-subject"' in html
    assert html.count(other.reference) == 1
    Relation.objects.create(source=guide, target=other, kind="related")
    html = site.get(reload(guide).url_in("fr")).content.decode()
    assert 'id="same-subject"' not in html


def test_only_what_the_reader_may_see_is_related(site: Client, publish: Publish, theme: Theme, commit: Commit) -> None:
    guide = publish(heading_fr="Moisissures", themes=(theme,))
    closed = publish(heading_fr="Moisissures cachées", themes=(theme,))
    with commit():
        restrict(closed)
    call_command("search_sync", verbosity=0)
    address = reload(guide).url_in("fr")
    assert "Moisissures cachées" not in site.get(address).content.decode()
    site.force_login(make_user())
    assert "Moisissures cachées" in site.get(address).content.decode()


def test_without_an_index_the_page_has_none(site: Client, publish: Publish, theme: Theme, settings: Any) -> None:
    guide = publish(heading_fr="Moisissures", themes=(theme,))
    publish(heading_fr="Moisissures au mur", themes=(theme,))
    settings.SEARCH = {"ENGINE": "fts5", "DIRECTORY": Path("/nowhere")}
    assert site.get(reload(guide).url_in("fr")).status_code == 200
    assert on(guide) == []


@pytest.mark.parametrize("number", [1, 3])
def test_related_records_cost_the_same_for_any_number(
    publish: Publish, theme: Theme, number: int, django_assert_num_queries: Any
) -> None:
    guide = publish(heading_fr="Moisissures", themes=(theme,))
    for _each in range(number):
        publish(heading_fr="Moisissures au mur", themes=(theme,))
    guide = GuidePage.for_reading().get(pk=guide.pk)
    access = Access.anonymous()
    with django_assert_num_queries(1):
        assert len(related(guide, access)) == number
