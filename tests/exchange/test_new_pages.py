"""New pages: their references, their addresses and what they lead to."""

import pytest
from django.utils import timezone

from exchange.importing import import_content
from exchange.reference import Changes
from portal.models import Relation
from tests.exchange.bundles import Bundle, guide
from tests.factories import make_guide

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


def test_relations_lead_forward_and_back_by_name_and_by_reference(bundle: Bundle) -> None:
    bundle.guide("a", fr="relations: [{kind: builds_on, name: guides/b}]\n")
    bundle.guide("b", fr="reference: GT-2024-002\nrelations: [{kind: related, name: guides/a}]\n")
    bundle.guide("c", fr="relations: [{kind: replaces, reference: GT-2024-002}, {kind: replaces, name: guides/b}]\n")
    for name, heading in (("b", "Deux"), ("c", "Trois")):
        bundle.change(f"guides/{name}.fr.md", "Visiter un logement", heading)

    import_content(bundle.root)

    found = {(each.source.title, each.kind, each.target.title) for each in Relation.objects.all()}
    assert found == {
        ("Visiter un logement", "builds_on", "Deux"),
        ("Deux", "related", "Visiter un logement"),
        ("Trois", "replaces", "Deux"),
    }
    assert guide().get_latest_revision_as_object().relations.count() == 1
    assert import_content(bundle.root).records == Changes(unchanged=3)


def test_known_guide_can_lead_to_a_new_one(bundle: Bundle) -> None:
    bundle.guide("a")
    import_content(bundle.root)
    bundle.guide("a", fr="relations: [{kind: related, name: guides/b}]\n")
    bundle.guide("b").change("guides/b.fr.md", "Visiter un logement", "Deux")

    assert import_content(bundle.root).records == Changes(created=1, updated=1)
    assert guide().relations.get().target.title == "Deux"


def test_reference_of_a_page_that_the_portal_has_updates_it(bundle: Bundle) -> None:
    page = make_guide()
    bundle.guide(fr=f"reference: {page.reference}\n")

    assert import_content(bundle.root).records == Changes(updated=1)
    page.refresh_from_db()
    assert page.heading_fr == "Visiter un logement"


def test_references_given_by_the_portal_leave_those_of_the_bundle_free(bundle: Bundle) -> None:
    year = timezone.localdate().year
    bundle.guide("a").guide("b", fr=f"reference: GT-{year}-001\n").change(
        "guides/b.fr.md", "Visiter un logement", "Deux"
    )

    import_content(bundle.root)

    assert {guide().reference, guide("Deux").reference} == {f"GT-{year}-001", f"GT-{year}-002"}


def test_reference_of_a_page_that_is_gone_is_refused(bundle: Bundle) -> None:
    page = make_guide()
    reference = page.reference
    page.delete()
    bundle.guide(fr=f"reference: {reference}\n")

    assert bundle.problems() == [("guides/visit.fr.md", bundle.line("guides/visit.fr.md", "reference"), "reference")]


def test_record_cannot_change_its_reference(bundle: Bundle) -> None:
    bundle.guide()
    import_content(bundle.root)
    bundle.guide(fr="reference: GT-2020-001\n")

    assert bundle.problems() == [("guides/visit.fr.md", bundle.line("guides/visit.fr.md", "reference"), "reference")]


def test_address_of_another_page_is_refused(bundle: Bundle) -> None:
    taken = make_guide(slug_nl="een-bezoek")
    bundle.guide(nl="slug: een-bezoek\n")

    assert bundle.problems() == [("guides/visit.nl.md", bundle.line("guides/visit.nl.md", "slug"), "slug")]
    assert taken.addresses.filter(language="nl", path="gidsen/een-bezoek/").exists()
