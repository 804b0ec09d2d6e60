"""From what editors do to what readers find: real pages, rows and index files."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from guides.models import GuideIndexPage
from portal.published import Access
from search.forms import Question
from search.models import SearchDocument
from search.results import find
from tests.factories import make_draft, make_guide, make_theme, reload, republish, restrict, schedule
from tests.search.conftest import Commit, Publish

pytestmark = pytest.mark.usefixtures("site")


def found(words: str, language: str = "fr", *, access: Access | None = None) -> list[str]:
    return [entry.reference for entry in find(Question(words, (language,)), access or Access.anonymous()).entries]


def test_a_published_guide_is_found_in_both_languages_without_a_worker(publish: Publish) -> None:
    guide = publish(heading_fr="Le bail étudiant", heading_nl="De studentenkamer")
    assert found("bail") == [guide.reference]
    assert found("kamer", "nl") == [guide.reference]
    assert found("bail", "nl") == [guide.reference]  # A question in the other language.


def test_a_draft_is_not_found_and_neither_is_the_draft_of_a_change(publish: Publish, commit: Commit) -> None:
    with commit():
        make_draft(heading_fr="Brouillon secret")
    guide = publish(heading_fr="Le bail")
    with commit():
        draft = reload(guide).get_latest_revision_as_object()
        draft.heading_fr = "Le secret"
        draft.save_revision()
    assert found("secret") == []
    assert found("bail") == [guide.reference]


def test_a_new_version_replaces_the_old_one(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    with commit():
        republish(guide, heading_fr="Le loyer")
    assert found("bail") == []
    assert found("loyer") == [guide.reference]


def test_an_unpublished_guide_leaves_the_index_and_comes_back(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    with commit():
        reload(guide).unpublish()
    assert found("bail") == []
    assert list(SearchDocument.objects.values_list("title", "body", "deleted")) == [("", "", True)] * 2
    with commit():
        republish(guide)
    assert found("bail") == [guide.reference]


def test_a_deleted_guide_leaves_the_index(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    with commit():
        reload(guide).delete()
    assert found("bail") == []
    assert not SearchDocument.objects.filter(deleted=False).exists()


def test_a_scheduled_guide_is_not_found_yet(commit: Commit) -> None:
    with commit():
        schedule(make_draft(heading_fr="Le bail"))
    assert found("bail") == []


def test_an_expired_guide_is_not_found_before_it_is_unpublished(publish: Publish) -> None:
    guide = publish(heading_fr="Le bail", expire_at=timezone.now() + timedelta(hours=1))
    assert found("bail") == [guide.reference]
    past = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=guide.pk).update(expire_at=past)
    assert found("bail") == []


def test_what_is_above_a_guide_hides_it(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    index = GuideIndexPage.objects.get()
    with commit():
        index.unpublish()
    assert found("bail") == []
    with commit():
        index.save_revision().publish()
    assert found("bail") == [guide.reference]


def test_a_restriction_hides_a_guide_and_all_below_at_once(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    with commit():
        restriction = restrict(GuideIndexPage.objects.get())
    assert found("bail") == []
    assert found("bail", access=Access(frozenset())) == [guide.reference]
    with commit():
        restriction.delete()
    assert found("bail") == [guide.reference]


def test_a_guide_moved_below_a_restriction_is_hidden(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    home = GuideIndexPage.objects.get().get_parent()
    with commit():
        closed = GuideIndexPage(heading_fr="Réservé", heading_nl="Besloten", slug="closed")
        home.add_child(instance=closed)
        closed.save_revision().publish()
        restrict(closed)
        reload(guide).move(closed, pos="last-child")
    assert found("bail") == []
    assert found("bail", access=Access(frozenset())) == [guide.reference]


def test_deleting_a_restricted_section_takes_its_guides_along(publish: Publish, commit: Commit) -> None:
    publish(heading_fr="Le bail")
    with commit():
        restrict(GuideIndexPage.objects.get())
        GuideIndexPage.objects.get().delete()
    assert found("bail", access=Access(frozenset())) == []


def test_a_theme_that_moves_in_the_vocabulary_takes_its_guides_along(publish: Publish, commit: Commit) -> None:
    theme, broader = make_theme("lease"), make_theme("rent")
    publish(heading_fr="Le bail", themes=(theme,))
    with commit():
        theme.broader = broader
        theme.save()
    assert SearchDocument.objects.get(language="fr").facets["theme"] == ["lease", "rent"]


def test_an_event_without_a_change_gives_no_number(publish: Publish, commit: Commit) -> None:
    guide = publish(heading_fr="Le bail")
    before = list(SearchDocument.objects.values_list("key", "seq"))
    with commit():
        republish(guide)
    assert list(SearchDocument.objects.values_list("key", "seq")) == before


def publish_and_fail() -> None:
    with transaction.atomic():
        make_guide(heading_fr="Jamais")
        raise InterruptedError


def test_a_publication_that_is_rolled_back_leaves_no_row_and_applies_nothing(
    publish: Publish, django_capture_on_commit_callbacks: Any
) -> None:
    publish(heading_fr="Le bail")
    rows = SearchDocument.objects.count()
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(InterruptedError):
        publish_and_fail()
    assert callbacks == []
    assert SearchDocument.objects.count() == rows


def test_canaries_of_hidden_pages_are_nowhere_on_the_search_page(
    site: Client, publish: Publish, commit: Commit
) -> None:
    publish(heading_fr="Le bail public")
    publish(heading_fr="Le bail canari", summary_fr="canari", expire_at=timezone.now() + timedelta(hours=1))
    hidden = publish(heading_fr="Le bail cachette", summary_fr="cachette")
    with commit():
        restrict(hidden)
        make_draft(heading_fr="Le bail canari", summary_fr="canari")
    Page.objects.filter(title__contains="canari").update(expire_at=timezone.now())
    for query in ("q=canari", "q=cachette", "q=bail", "q=bail&language=all", "q=cachet", "q=&kind=guide"):
        answer = site.get(f"/fr/recherche/?{query}").content.decode().split("<main", 1)[1]
        shown = answer.replace('value="canari"', "").replace('value="cachette"', "").replace("q=ca", "")
        assert "Le bail ca" not in shown
        assert "GT-" not in shown or shown.count("entry__reference") == 1
