"""The pages of the site itself, by their role."""

from datetime import date

import pytest

from exchange.importing import import_content
from exchange.reference import Changes
from portal.models import AccessibilityStatementPage, Address, HomePage, InformationPage
from portal.setup import ensure_tree
from tests.exchange.bundles import Bundle

pytestmark = pytest.mark.django_db
CONTACT = {
    "fr": "title: Contact\nslug: contact\nrole: contact\ncontacts:\n"
    "  - {subject: Erreur, organisation: inspection, mailbox: a@example.org, telephone: 02 1}\n",
    "nl": "title: Contact\nslug: contact\ncontacts:\n  - {subject: Fout}\n",
}
STATEMENT = {
    "fr": "title: Accessibilité\nslug: accessibilite\nrole: accessibility\nstatus: partial\nprepared_on: 2026-11-23\n"
    "method: self\nfeedback: Écrivez.\nenforcement_url: https://example.org/\n"
    "barriers:\n  - {reason: burden, text: Des cartes, alternative: Une liste}\n",
    "nl": "title: Toegankelijkheid\nslug: toegankelijkheid\nfeedback: Schrijf.\nbarriers:\n  - {text: Kaarten}\n",
}
BODY = {"fr": "Un texte.", "nl": "Een tekst."}
FR = "pages/contact.fr.md"


def contact(bundle: Bundle, name: str = "contact") -> Bundle:
    return bundle.record(f"pages/{name}", CONTACT, BODY)


def statement(bundle: Bundle) -> Bundle:
    return bundle.record("pages/accessibility", STATEMENT, BODY)


def test_page_is_imported_once(bundle: Bundle) -> None:
    assert import_content(contact(bundle).root).records == Changes(created=1)

    page = InformationPage.objects.get()
    assert (page.live, page.role, page.body_nl) == (True, "contact", "Een tekst.")
    row = page.contacts.get()
    assert (row.subject_nl, row.organisation.identifier, row.mailbox) == ("Fout", "inspection", "a@example.org")
    assert Address.objects.current().filter(page=page, path="contact/").count() == 2
    assert import_content(bundle.root).records == Changes(unchanged=1)


def test_page_that_has_the_role_is_the_one_that_is_updated(bundle: Bundle) -> None:
    home = ensure_tree()
    page = InformationPage(heading_fr="Nous écrire", heading_nl="Schrijf ons", role="contact")
    HomePage.objects.get(pk=home.pk).add_child(instance=page)

    assert import_content(contact(bundle).root).records == Changes(updated=1)
    assert InformationPage.objects.get().heading_fr == "Contact"


def test_accessibility_statement_is_imported_once(bundle: Bundle) -> None:
    import_content(contact(statement(bundle)).root)

    page = AccessibilityStatementPage.objects.get()
    assert (page.status, page.method, page.prepared_on) == ("partial", "self", date(2026, 11, 23))
    assert (page.barriers.get().reason, page.barriers.get().text_nl) == ("burden", "Kaarten")
    assert import_content(bundle.root).records == Changes(unchanged=2)


def test_role_is_given_once(bundle: Bundle) -> None:
    contact(contact(bundle), "contact2").change("pages/contact2.fr.md", "slug: contact", "slug: contact-2")
    bundle.change("pages/contact2.nl.md", "slug: contact", "slug: contact-2")

    assert bundle.problems() == [("pages/contact2.fr.md", 4, "role")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("role: contact", "role: shop", "role"),
        ("role: contact", "role: contact\nsummary: Une", "summary"),
        ("slug: contact", "slug: guides", "slug"),
        ("slug: contact", "slug: recherche", "slug"),
        ("organisation: inspection", "organisation: nobody", "contacts.1.organisation"),
        ("mailbox: a@example.org", "mailbox: nowhere", "contacts.1.mailbox"),
    ],
)
def test_wrong_value_is_told(bundle: Bundle, old: str, new: str, key: str) -> None:
    ensure_tree()
    contact(bundle).change(FR, old, new)

    assert bundle.problems() == [(FR, bundle.line(FR, new.split("\n")[-1]), key)]
    assert not InformationPage.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("status: partial", "status: perfect", "status"),
        ("prepared_on: 2026-11-23", "prepared_on: hier", "prepared_on"),
        ("reason: burden", "reason: none", "barriers.1.reason"),
        ("method: self", "colour: red", "colour"),
        ("https://example.org/", "example", "enforcement_url"),
    ],
)
def test_wrong_value_of_the_statement_is_told(bundle: Bundle, old: str, new: str, key: str) -> None:
    file = "pages/accessibility.fr.md"
    statement(bundle).change(file, old, new)

    assert bundle.problems() == [(file, bundle.line(file, new), key)]


def test_draft_of_a_page_is_left_to_who_is_at_work_on_it(bundle: Bundle) -> None:
    import_content(contact(bundle).root)
    page = InformationPage.objects.get()
    page.body_fr = "Un brouillon."
    page.save_revision()
    bundle.change(FR, "Un texte.", "Un autre texte.")

    assert bundle.problems() == [(FR, 0, "")]
    assert import_content(bundle.root, replace_drafts=True).records == Changes(updated=1)
