"""Files of a bundle are documents of the portal, once each, and never left behind."""

import pytest
from wagtail.models import ReferenceIndex

from exchange.importing import import_content
from portal.models import PortalDocument
from tests.exchange.bundles import LEGAL_BASIS, Bundle, guide, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


def test_same_file_is_one_document_with_its_language(bundle: Bundle) -> None:
    bundle.write("files/a.txt", b"note same").write("files/b.txt", b"note same")
    row = f"    form: files/a.txt\n{LEGAL_BASIS}"
    bundle.guide("a", fr=f"{row}files: [{{path: files/a.txt, title: Lettre, language: fr}}]\n")
    bundle.guide("b", fr="files: [{path: files/b.txt, title: Lettre, language: fr}]\n")
    bundle.change("guides/b.fr.md", "Visiter un logement", "Deux")

    report = import_content(bundle.root)

    document = PortalDocument.objects.get()
    assert (report.documents, document.title, document.language, document.kind) == (1, "Lettre", "fr", "form")
    assert guide().files.get().document == guide("Deux").files.get().document == document
    assert guide().steps.last().form_fr == document
    with document.file.open() as content:
        assert content.read() == b"note same"
    assert ReferenceIndex.get_references_to(document).count() == 3


def test_interruption_leaves_neither_rows_nor_files(bundle: Bundle) -> None:
    bundle.write("files/a.txt", b"note interrupted").guide("a", fr="files: [{path: files/a.txt}]\n").guide("b")
    bundle.change("guides/b.fr.md", "Visiter un logement", "Deux")
    seen: list[str] = []
    before = state()

    def interrupt(label: str) -> None:
        seen.append(label)
        if len(seen) == 4:
            names.extend(PortalDocument.objects.values_list("file", flat=True))
            raise KeyboardInterrupt

    names: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        import_content(bundle.root, advance=interrupt)

    assert state() == before
    storage = PortalDocument._meta.get_field("file").storage
    assert [storage.exists(name) for name in names] == [False]
