"""Who may read a page, whether it is published, and since when."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from exchange.importing import import_content
from exchange.reference import Changes
from search.models import SearchDocument
from tests.exchange.bundles import Bundle, guide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


def test_draft_is_not_published(bundle: Bundle) -> None:
    bundle.guide(fr="published: false\n").change("guides/visit.fr.md", "themes: [insal]\n", "")

    import_content(bundle.root)

    page = guide()
    assert (page.live, page.revisions.count()) == (False, 1)
    assert not SearchDocument.objects.filter(page_id=page.pk, deleted=False).exists()
    assert import_content(bundle.root).records == Changes(unchanged=1)


def test_published_false_takes_a_guide_offline_and_true_brings_it_back(bundle: Bundle) -> None:
    bundle.guide(fr="published: true\n")
    import_content(bundle.root)

    bundle.change("guides/visit.fr.md", "published: true", "published: false")
    import_content(bundle.root)
    assert not guide().live

    bundle.change("guides/visit.fr.md", "published: false", "published: true")
    import_content(bundle.root)
    assert guide().live


def test_what_the_bundle_leaves_unsaid_about_a_page_stays_as_editors_decided(bundle: Bundle) -> None:
    bundle.guide()
    import_content(bundle.root)
    PageViewRestriction.objects.create(page=guide(), restriction_type=PageViewRestriction.LOGIN)
    guide().unpublish()

    assert import_content(bundle.root).records == Changes(unchanged=1)
    assert not guide().live
    assert guide().view_restrictions.count() == 1


def test_date_is_that_of_the_first_publication(bundle: Bundle) -> None:
    bundle.guide(fr="date: 2024-05-01\n")

    import_content(bundle.root)

    page = guide()
    assert timezone.localdate(page.first_published_at) == date(2024, 5, 1)
    assert SearchDocument.objects.get(page_id=page.pk, language="fr").date == date(2024, 5, 1)


def test_members_only_guide_is_restricted_from_the_start(bundle: Bundle) -> None:
    Group.objects.create(name="Working group")
    bundle.guide("a", fr="access: members\n").guide("b", fr="access: Working group\n")
    bundle.change("guides/b.fr.md", "Visiter un logement", "Deux")

    import_content(bundle.root)

    assert guide().view_restrictions.get().restriction_type == PageViewRestriction.LOGIN
    restriction = guide("Deux").view_restrictions.get()
    assert [group.name for group in restriction.groups.all()] == ["Working group"]
    assert SearchDocument.objects.get(page_id=guide("Deux").pk, language="fr").restrictions == [restriction.pk]


def test_access_public_takes_the_restriction_away(bundle: Bundle) -> None:
    bundle.guide(fr="access: members\n")
    import_content(bundle.root)
    bundle.change("guides/visit.fr.md", "access: members", "access: public")

    import_content(bundle.root)

    assert not guide().view_restrictions.exists()
    assert SearchDocument.objects.get(page_id=guide().pk, language="fr").restrictions == []
