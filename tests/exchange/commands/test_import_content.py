from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from guides.models import GuidePage
from tests.exchange.bundles import Bundle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]


def run(bundle: Bundle, **options: object) -> str:
    out = StringIO()
    with translation.override(None):
        call_command("import_content", bundle.root, stdout=out, **options)
    return out.getvalue()


def test_command_tells_what_it_did(bundle: Bundle) -> None:
    bundle.write("files/a.txt", b"note told").guide(fr="files: [{path: files/a.txt}]\n")

    assert run(bundle) == "Records: 1 created, 0 updated, 0 unchanged.\nNew documents: 1.\n"
    assert run(bundle) == "Records: 0 created, 0 updated, 1 unchanged.\n"


def test_dry_run_tells_what_it_found(bundle: Bundle) -> None:
    assert run(bundle.guide(), dry_run=True) == (
        "The bundle is right: 1 new records, 0 that the portal already has.\nThis was a dry run: nothing was changed.\n"
    )
    assert not GuidePage.objects.exists()


def test_problems_are_told_one_a_line(bundle: Bundle) -> None:
    bundle.guide(fr="colour: red\n", nl="couleur: rouge\n")

    with pytest.raises(CommandError) as caught:
        run(bundle)

    assert str(caught.value).splitlines() == [
        f"guides/visit.fr.md, line {bundle.line('guides/visit.fr.md', 'colour')}, colour: This key is unknown.",
        f"guides/visit.nl.md, line {bundle.line('guides/visit.nl.md', 'couleur')}, couleur: This key is unknown.",
        "Nothing was changed.",
    ]


def test_draft_of_a_page_is_told_and_replaced_when_asked(bundle: Bundle) -> None:
    run(bundle.guide())
    GuidePage.objects.get().save_revision()
    bundle.change("guides/visit.fr.md", "Lisez", "Relisez")

    assert "guides/visit.fr.md: “Visiter un logement”" in run(bundle, dry_run=True)
    with pytest.raises(CommandError, match=r"(?s)--replace-drafts.*Nothing was changed"):
        run(bundle)
    assert run(bundle, replace_drafts=True) == "Records: 0 created, 1 updated, 0 unchanged.\n"
