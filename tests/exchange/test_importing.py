"""What an import makes of a bundle, and that it makes nothing when it fails."""

from datetime import date
from pathlib import Path

import pytest

from exchange.errors import BundleRefused
from exchange.importing import import_content
from exchange.reference import SHIPPED, Changes, load_reference_data
from guides.models import Audience
from portal.models import LanguageRule
from search.models import SearchDocument
from tests.exchange.bundles import Bundle, guide, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]
DEMO = Path(__file__).resolve().parents[2] / "content" / "demo"


def test_guide_is_published_with_its_texts_facts_and_rows(bundle: Bundle) -> None:
    bundle.guide(fr="reference: GT-2024-001\nversion: 1.10\nmunicipalities: []\nlicence: CC BY 4.0\nprint_card: true\n")

    report = import_content(bundle.root)

    assert report.records == Changes(created=1)
    page = guide()
    assert (page.live, page.reference, page.version, page.print_card) == (True, "GT-2024-001", "1.10", True)
    assert (page.heading_nl, page.body_fr) == ("Een woning bezoeken", "Une visite se prépare.")
    assert (page.organisation.identifier, page.verified_on) == ("inspection", date(2026, 1, 15))
    assert [item.tag.slug for item in page.themed_items.all()] == ["insal"]
    assert [(step.heading_fr, step.heading_nl) for step in page.steps.all()] == [
        ("Préparez la visite", "Bereid het bezoek voor"),
        ("Visitez le logement", "Bezoek de woning"),
    ]
    assert str(page.steps.first().responsible_organisation.identifier) == "inspection"
    assert [each.identifier for each in page.audience.all()] == ["regional-inspector"]


def test_guide_has_its_addresses_its_rows_of_search_and_its_revision(bundle: Bundle) -> None:
    bundle.guide(fr="slug: visite-du-logement\n")

    import_content(bundle.root)

    page = guide()
    assert {(row.language, row.path, row.state) for row in page.addresses.all()} == {
        ("fr", "guides/visite-du-logement/", "current"),
        ("nl", "gidsen/een-woning-bezoeken/", "current"),
    }
    assert {row.language for row in SearchDocument.objects.filter(page_id=page.pk, deleted=False)} == {"fr", "nl"}
    assert page.live_revision == page.latest_revision == page.revisions.get()
    assert page.get_latest_revision_as_object().steps.count() == 2
    assert (page.language_state_fr, page.language_state_nl) == ("complete", "complete")


def test_second_import_changes_nothing(bundle: Bundle) -> None:
    bundle.write("files/note.txt", b"note note").guide("a", fr="files: [{path: files/note.txt, language: fr}]\n")
    bundle.guide("b", fr="title_: x\nrelations: [{kind: related, name: guides/a}]\naccess: members\ndate: 2024-05-01\n")
    bundle.change("guides/b.fr.md", "title_: x\n", "").change("guides/b.fr.md", "Visiter un logement", "Deux")
    import_content(bundle.root)
    before = state()

    assert import_content(bundle.root).records == Changes(unchanged=2)
    assert state() == before


def test_changed_text_gives_one_guide_one_new_revision(bundle: Bundle) -> None:
    bundle.guide("a").guide("b").change("guides/b.fr.md", "Visiter un logement", "Deux")
    import_content(bundle.root)
    bundle.change("guides/a.nl.md", "Beschrijf elke kamer.", "Beschrijf alles.")

    assert import_content(bundle.root).records == Changes(updated=1, unchanged=1)

    page = guide()
    assert [step.text_nl for step in page.steps.all()] == ["Lees het dossier.", "Beschrijf alles."]
    assert (page.revisions.count(), guide("Deux").revisions.count()) == (2, 1)
    assert page.addresses.count() == 2
    assert SearchDocument.objects.get(page_id=page.pk, language="nl").body.count("Beschrijf alles.") == 1


def test_row_that_stays_keeps_its_identity_when_another_one_goes(bundle: Bundle) -> None:
    bundle.guide()
    import_content(bundle.root)
    kept = guide().steps.last().pk
    bundle.change(
        "guides/visit.fr.md",
        "  - title: Préparez la visite\n    text: Lisez le dossier.\n    responsible_body: inspection\n",
        "",
    )
    bundle.change("guides/visit.nl.md", "  - title: Bereid het bezoek voor\n    text: Lees het dossier.\n", "")

    import_content(bundle.root)

    assert [step.pk for step in guide().steps.all()] == [kept]


def test_order_of_themes_can_be_turned_round(bundle: Bundle) -> None:
    bundle.guide().change("guides/visit.fr.md", "themes: [insal]", "themes: [insal, inspect]")
    import_content(bundle.root)
    bundle.change("guides/visit.fr.md", "themes: [insal, inspect]", "themes: [inspect, insal]")

    import_content(bundle.root)

    assert [item.tag.slug for item in guide().themed_items.all()] == ["inspect", "insal"]


def test_language_with_only_title_and_summary_is_enough(bundle: Bundle) -> None:
    bundle.guide().write(
        "guides/visit.nl.md", "---\ntitle: Een woning bezoeken\nsummary: Hoe u een bezoek voorbereidt.\n---\n"
    )

    import_content(bundle.root)

    page = guide()
    assert (page.live, page.language_state_fr, page.language_state_nl) == (True, "complete", "summary")


@pytest.mark.parametrize("new", [True, False])
def test_rule_of_the_site_about_the_two_languages_holds_for_bundles(bundle: Bundle, new: bool) -> None:
    bundle.guide()
    if not new:
        import_content(bundle.root)
    bundle.change("guides/visit.nl.md", "Een bezoek bereidt u voor.", "")
    bundle.change("guides/visit.fr.md", "Une visite se prépare.", "Une visite se prépare bien.")
    rule = LanguageRule.load()
    rule.strictness = LanguageRule.Strictness.COMPLETE
    rule.save()
    before = state()

    with pytest.raises(BundleRefused) as refused:
        import_content(bundle.root)

    assert any("Nederlands" in problem.message for problem in refused.value.problems)
    assert state() == before


def test_facts_may_stand_in_either_file(bundle: Bundle) -> None:
    bundle.guide(nl="verified_on: 2026-01-15\nvalid_from: 2024-05-01\n")

    import_content(bundle.root)

    assert guide().valid_from == date(2024, 5, 1)


def test_error_changes_nothing_not_even_the_tree(bundle: Bundle) -> None:
    bundle.guide("a").guide("b", fr="colour: red\n").write(
        "audiences.csv", "id,name_fr,name_nl\nnotary,Notaires,Notarissen\n"
    )
    before = state()

    with pytest.raises(BundleRefused):
        import_content(bundle.root)

    assert state() == before
    assert not Audience.objects.filter(identifier="notary").exists()


def test_dry_run_counts_and_changes_nothing(bundle: Bundle) -> None:
    bundle.guide("a")
    import_content(bundle.root)
    bundle.guide("b").change("guides/a.fr.md", "Visiter", "Contrôler").change("guides/b.fr.md", "Visiter", "Vider")
    before = state()

    assert import_content(bundle.root, dry_run=True).records == Changes(created=1, unchanged=1)
    assert state() == before


def test_bundle_may_bring_the_reference_data_it_names(bundle: Bundle) -> None:
    bundle.guide().write("audiences.csv", "id,name_fr,name_nl\nnotary,Notaires,Notarissen\n")
    bundle.change("guides/visit.fr.md", "audience: [regional-inspector]", "audience: [notary]")

    report = import_content(bundle.root)

    assert report.reference == Changes(created=1)
    assert [each.identifier for each in guide().audience.all()] == ["notary"]


@pytest.mark.soak
def test_demonstration_bundle_is_right_and_stays_as_it_is() -> None:
    load_reference_data(SHIPPED)

    first = import_content(DEMO)

    assert first.records.created == len(list(DEMO.rglob("*.fr.md")))
    assert import_content(DEMO).records == Changes(unchanged=first.records.created)
