"""Seminars of a bundle with their panels, in any order of what leads to what."""

from datetime import datetime, time
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from exchange.importing import import_content
from exchange.reference import Changes
from portal.models import Address, PortalImage
from seminars.models import Deliverable, PanelPage, SeminarPage, WorkingGroupPage
from tests.exchange.bundles import Bundle
from tests.exchange.kinds.bundles import PANEL_NAME, SEMINAR_NAME, seminar
from tests.factories.organisations import make_person

pytestmark = pytest.mark.django_db
FR, PANEL_FR = f"{SEMINAR_NAME}.fr.md", f"{PANEL_NAME}.fr.md"


def test_seminar_and_what_it_leads_to_are_imported_once(bundle: Bundle) -> None:
    seminar(bundle)

    assert import_content(bundle.root).records == Changes(created=4)

    page, panel = SeminarPage.objects.get(), PanelPage.objects.get()
    assert timezone.make_naive(page.starts_at) == datetime(2022, 10, 5, 9)
    assert [(item.start, item.panel_id) for item in page.programme.all()] == [
        (time(9), None),
        (time(10), panel.pk),
    ]
    assert panel.get_parent().pk == page.pk
    assert (panel.findings_fr, panel.agreement_nl) == ("Trop de courriels.", "Eén contact.")
    assert panel.mentions.get().page.slug == "BP-2024-001"
    assert Deliverable.objects.get().result.slug == "BP-2024-001"
    assert import_content(bundle.root).records == Changes(unchanged=4)


def test_panel_has_its_address_below_that_of_its_seminar(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)

    paths = Address.objects.current().filter(page=PanelPage.objects.get()).values_list("path", flat=True)
    assert sorted(paths) == ["seminaires/seminaire/les-donnees/", "seminaries/seminarie/de-gegevens/"]


def test_changed_panel_leaves_the_others_alone(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    bundle.change(PANEL_FR, "Trop de courriels.", "Trop de papier.")

    assert import_content(bundle.root).records == Changes(updated=1, unchanged=3)
    assert PanelPage.objects.get().findings_fr == "Trop de papier."


def test_person_named_in_the_portal_stays_with_the_same_part_only(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    PanelPage.objects.get().people.update(person=make_person())

    bundle.change(PANEL_FR, "function: Juriste", "function: Avocate")
    import_content(bundle.root)
    assert PanelPage.objects.get().people.get().person

    bundle.change(PANEL_FR, "role: expert", "role: moderator")
    import_content(bundle.root)
    assert PanelPage.objects.get().people.get().person is None


def test_new_panel_joins_a_seminar_that_the_portal_has(bundle: Bundle) -> None:
    import_content(seminar(bundle).root)
    for code in ("fr", "nl"):
        text = (bundle.root / f"{PANEL_NAME}.{code}.md").read_text(encoding="utf-8")
        bundle.write(f"seminars/2022/panels/more.{code}.md", text.replace("title: ", "title: Encore "))
    item = "  - {start: '13:00', end: '14:00', title: Encore, kind: panel, panel: more}\n"
    bundle.change(FR, "panel: data}\n", "panel: data}\n" + item)
    bundle.change(f"{SEMINAR_NAME}.nl.md", "De gegevens}\n", "De gegevens}\n  - {title: Meer}\n")

    assert import_content(bundle.root).records == Changes(created=1, updated=1, unchanged=3)
    assert [item.panel.heading_fr for item in SeminarPage.objects.get().programme.all() if item.panel] == [
        "Les données",
        "Encore Les données",
    ]


def with_photo(bundle: Bundle, lines: str) -> Bundle:
    """Return a bundle with a seminar that shows a picture, of which the French file tells ``lines``."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "olive").save(content, "PNG")
    seminar(bundle.write("files/hall.png", content.getvalue()))
    bundle.change(FR, "place: Bruxelles", f"place: Bruxelles\nphotos: [{{{lines}}}]")
    return bundle.change(f"{SEMINAR_NAME}.nl.md", "place: Brussel", "place: Brussel\nphotos: [{image_alt: Een zaal}]")


def test_photo_brings_its_credit_rights_and_description(bundle: Bundle) -> None:
    with_photo(
        bundle, "image: files/hall.png, image_alt: Une salle, image_credit: Service, image_rights_confirmed: true"
    )

    # The minutes of the working group are a file as well.
    assert import_content(bundle.root).documents == 2

    image = SeminarPage.objects.get().photos.get().image
    assert (image.credit, image.rights_confirmed, image.alt_fr, image.alt_nl) == (
        "Service",
        True,
        "Une salle",
        "Een zaal",
    )
    assert import_content(bundle.root).records == Changes(unchanged=4)


@pytest.mark.parametrize(
    "lines", ["image: files/hall.png, image_alt: Une salle", "image_alt: Une salle", "image: files/no.png"]
)
def test_photo_without_file_or_rights_is_refused(bundle: Bundle, lines: str) -> None:
    with_photo(bundle, lines)

    assert any(key.startswith("photos") for _file, _line, key in bundle.problems())
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("starts_at: 2022-10-05T09:00", "starts_at: 5 octobre", "starts_at"),
        ("starts_at: 2022-10-05T09:00", "starts_at: 2022-13-05T09:00", "starts_at"),
        ("ends_at: 2022-10-05T16:30", "ends_at: 2022-10-05T08:30", "ends_at"),
        ('start: "09:00"', 'start: "9 h"', "programme.1.start"),
        ('start: "09:00", end: "09:30"', 'start: "09:00", end: "08:30"', "programme.1.end"),
        ("kind: break", "kind: lunch", "programme.1.kind"),
        ("panel: data", "panel: none", "programme.2.panel"),
        ("panel: data", "panel: ../data", "programme.2.panel"),
        ("place: Bruxelles", "online_link: nowhere", "online_link"),
        ("place: Bruxelles", "partners: [nobody]", "partners.1"),
        ("place: Bruxelles", "participants_total: many", "participants_total"),
        ("place: Bruxelles", "participation: [{kind: none, number: 3}]", "participation.1.kind"),
        ("place: Bruxelles", "language_regime: en", "language_regime"),
        ("place: Bruxelles", "legal_basis: [{provision: code-logement}]", "legal_basis"),
    ],
)
def test_wrong_value_of_a_seminar_is_told(bundle: Bundle, old: str, new: str, key: str) -> None:
    seminar(bundle).change(FR, old, new)

    told = {found: (file, line) for file, line, found in bundle.problems()}

    assert told[key] == (FR, bundle.line(FR, new))
    assert not SeminarPage.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("role: expert", "role: chair", "people.1.role"),
        ("role: expert", "person: Anne", "people.1.person"),
        ("number: 1", "number: one", "number"),
        ("reference: BP-2024-001", "reference: BP-2024-002", "mentions.1.reference"),
        ("note_state: final", "note_state: old", "note_state"),
        ("## Constats", "## Conclusions", "body"),
    ],
)
def test_wrong_value_of_a_panel_is_told(bundle: Bundle, old: str, new: str, key: str) -> None:
    seminar(bundle).change(PANEL_FR, old, new)

    assert bundle.problems() == [(PANEL_FR, bundle.line(PANEL_FR, new), key)]


def test_row_that_says_nothing_in_one_language_is_told_at_its_list(bundle: Bundle) -> None:
    nl = f"{SEMINAR_NAME}.nl.md"
    seminar(bundle).change(FR, "place: Bruxelles", "takeaways: [{text: Un}, {text: Deux}]")
    bundle.change(nl, "place: Brussel", "takeaways: [{}, {text: Twee}]")

    assert bundle.problems() == [(nl, bundle.line(nl, "takeaways"), "takeaways.1.text")]


def test_panel_without_its_seminar_is_told(bundle: Bundle) -> None:
    seminar(bundle)
    for code in ("fr", "nl"):
        (bundle.root / f"{SEMINAR_NAME}.{code}.md").unlink()

    assert (PANEL_FR, 0, "") in bundle.problems()


@pytest.mark.parametrize(
    "path", ["seminars/seminar.fr.md", "seminars/2022/notes.fr.md", "seminars/2022/panels/data.txt"]
)
def test_file_at_another_place_is_told(bundle: Bundle, path: str) -> None:
    seminar(bundle).write(path, "---\ntitle: Un\n---\n")

    assert (path, 0, "") in bundle.problems()


def test_folder_at_another_place_is_told(bundle: Bundle) -> None:
    seminar(bundle).write("seminars/2022/notes/one.fr.md", "---\ntitle: Un\n---\n")

    assert bundle.problems() == [("seminars/2022/notes", 0, "")]


def test_fault_of_a_panel_leaves_no_seminar_behind(bundle: Bundle) -> None:
    seminar(bundle).change(PANEL_FR, "number: 1", "number: one")

    bundle.refused()

    assert not SeminarPage.objects.exists()
    assert not WorkingGroupPage.objects.exists()
