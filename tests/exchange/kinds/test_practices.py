"""Good practices of a bundle: their sections, their rows, and what is wrong with them."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from exchange.importing import import_content
from exchange.reference import Changes
from portal.models import PortalImage
from practices.models import PracticePage
from tests.exchange.bundles import Bundle
from tests.exchange.kinds.bundles import practice

pytestmark = pytest.mark.django_db
FR, NL = "practices/desk.fr.md", "practices/desk.nl.md"
FULL = """ended: 2024-03
plan_action: "10"
contract_objective: public-land
origin: seminar
partners: [{organisation: inspection, role: Visites}]
legal_basis: [{provision: code-logement, comment: Base}]
staff_fte: 0.5
budget: 10000_50000
skills: Droit
results: [{indicator: Visites, value: "47", unit: visites}]
evidence_level: 0
building_blocks: [{title: Une lettre, text: La lettre., template: files/letter.txt}]
personal_data_dpia: "yes"
submitted_by: inspection
submitted_on: 2024-05-01
contact_service: Cellule
available_for: [call, talk]
translation_mode: machine_reviewed
links: [{kind: video, url: https://example.org/a, label: Un film, captions: true}]
changes: [{changed_on: 2025-01-01, sentence: Une étape de plus.}]
"""
FULL_NL = """results: [{indicator: Bezoeken}]
building_blocks: [{title: Een brief}]
changes: [{sentence: Een stap meer.}]
"""


def page() -> PracticePage:
    return PracticePage.objects.get()


def test_sections_and_facts_fill_the_practice(bundle: Bundle) -> None:
    practice(bundle)

    assert import_content(bundle.root).records == Changes(created=1)

    found = page()
    assert (found.live, found.state, found.started_on) == (True, "running", date(2023, 2, 1))
    assert (found.problem_fr, found.what_did_not_work_nl, found.transfer_fr) == (
        "Personne ne vient.",
        "De affiches.",
        "",
    )
    step = found.steps.get()
    assert (step.heading_nl, step.duration_fr, str(step.responsible_organisation.identifier)) == (
        "Bereid de ronde voor",
        "Une semaine",
        "inspection",
    )


def test_everything_that_a_practice_can_say_is_imported_once(bundle: Bundle) -> None:
    practice(bundle, fr=FULL, nl=FULL_NL).write("files/letter.txt", b"Madame, Monsieur")

    import_content(bundle.root)

    found = page()
    assert (found.ended_on, found.staff_fte, found.evidence_level) == (date(2024, 3, 1), Decimal("0.5"), 0)
    assert (found.available_for_call, found.available_for_visit, found.available_for_talk) == (True, False, True)
    assert (found.plan_action.identifier, found.contract_objective.identifier) == ("10", "public-land")
    assert found.building_blocks.get().template_fr.kind == "form"
    assert [row.organisation.identifier for row in found.partners.all()] == ["inspection"]
    assert (found.results.get().value, found.links.get().captions) == ("47", True)
    assert found.changes.get().sentence_nl == "Een stap meer."
    assert import_content(bundle.root).records == Changes(unchanged=1)


def test_practice_of_the_portal_is_updated(bundle: Bundle) -> None:
    import_content(practice(bundle).root)
    bundle.change(NL, "De affiches.", "De folders.")

    assert import_content(bundle.root).records == Changes(updated=1)
    assert page().what_did_not_work_nl == "De folders."


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("contact_person: Anne", "contact_person"),
        ("problem: Texte", "problem"),
        ("plan_action: 11", "plan_action"),
        ("contract_objective: none", "contract_objective"),
        ("origin: rumour", "origin"),
        ("budget: much", "budget"),
        ("evidence_level: 4", "evidence_level"),
        ("staff_fte: half", "staff_fte"),
        ("staff_fte: -1", "staff_fte"),
        ("ended: mars 2024", "ended"),
        ("ended: 2022-01", "ended"),
        ("personal_data_dpia: perhaps", "personal_data_dpia"),
        ("available_for: [call, lunch]", "available_for.2"),
        ("translation_mode: magic", "translation_mode"),
        ("expert_opinion: " + "x" * 601, "expert_opinion"),
        ("submitted_on: hier", "submitted_on"),
        ("approved_by: nobody", "approved_by"),
        ("partners: [{role: Visites}]", "partners.1.organisation"),
        ("partners: [{organisation: inspection}, {organisation: inspection}]", "partners.2.organisation"),
        ("results: [{value: '3'}]", "results.1.indicator"),
        ("building_blocks: [{title: Lettre, template: files/none.txt}]", "building_blocks.1.template"),
        ("links: [{url: nowhere}]", "links.1.url"),
        ("links: [{label: Rien}]", "links.1.label"),
        ("links: [{kind: video, url: 'https://example.org/'}]", "links.1.kind"),
        ("changes: [{sentence: Une}]", "changes.1.changed_on"),
        ("image: files/none.png", "image"),
        ("validated_on: 2026-01-01", "legal_basis"),
    ],
)
def test_wrong_value_is_told_and_nothing_is_imported(bundle: Bundle, lines: str, key: str) -> None:
    practice(bundle, fr=f"{lines}\n")

    told = {(file, found) for file, __, found in bundle.problems()}

    assert (FR, key) in told
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("## Problème", "## Question", "## Question"),
        ("## Ce qui n’a pas marché", "## Problème", None),
        ("## Problème", "Une phrase.\n\n## Problème", "Une phrase."),
    ],
)
def test_text_below_no_heading_of_its_own_is_told_with_its_line(
    bundle: Bundle, old: str, new: str, line: str | None
) -> None:
    practice(bundle).change(FR, old, new)

    file, number, key = bundle.problems()[0]

    assert (file, key) == (FR, "body")
    assert line is None or number == bundle.line(FR, line)


def test_markdown_of_a_section_is_checked_at_its_line(bundle: Bundle) -> None:
    practice(bundle).change(FR, "Personne ne vient.", ">" * 500 + "a")

    assert bundle.problems() == [(FR, bundle.line(FR, ">>>>"), "problem")]


@pytest.mark.parametrize("key", ["state", "nature", "target_groups", "original_language", "started"])
def test_published_practice_needs_what_its_form_asks_for(bundle: Bundle, key: str) -> None:
    practice(bundle)
    (line,) = (line for line in (bundle.root / FR).read_text().splitlines() if line.startswith(f"{key}:"))
    bundle.change(FR, f"{line}\n", "")

    assert bundle.problems() == [(FR, 1, key)]


def test_what_only_the_page_knows_is_told_with_its_key(bundle: Bundle) -> None:
    practice(bundle).change(FR, "contact_mailbox: desk@example.org\n", "")

    assert bundle.problems() == [(FR, 1, "contact_mailbox")]
    assert not PracticePage.objects.exists()


def test_image_brings_its_credit_rights_and_description(bundle: Bundle) -> None:
    content = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "PNG")
    bundle.write("files/desk.png", content.getvalue())
    more = "image: files/desk.png\nimage_credit: Service\nimage_rights_confirmed: true\nimage_alt: Un guichet\n"
    practice(bundle, fr=more, nl="image_alt: Een loket\n")

    assert import_content(bundle.root).documents == 1

    image = page().image
    assert (image.credit, image.rights_confirmed, image.alt_nl) == ("Service", True, "Een loket")
    assert import_content(bundle.root).records == Changes(unchanged=1)
    assert PortalImage.objects.count() == 1


def test_image_without_its_rights_is_refused_and_its_file_deleted(bundle: Bundle) -> None:
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    practice(bundle.write("files/desk.png", content.getvalue()), fr="image: files/desk.png\n")

    assert (FR, bundle.line(FR, "image:"), "image") in bundle.problems()
    assert not PortalImage.objects.exists()
