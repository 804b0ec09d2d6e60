"""What is wrong with the files of a bundle is told with its file, its line and its key, and nothing is written."""

from pathlib import Path

import pytest
from django.conf import settings

from guides.models import GuidePage
from tests.exchange.bundles import FRONT, Bundle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_rows")]
FR, NL = "guides/visit.fr.md", "guides/visit.nl.md"


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("colour: red", "colour"),
        ("themes_secondary: [insal]", "themes_secondary"),
        ("date: 2024-13-01", "date"),
        ("date: 1 mai 2024", "date"),
        ("valid_from: 20240501", "valid_from"),
        ("municipalities: ['99999']", "municipalities.1"),
        ("authors: [inspection, nobody]", "authors.2"),
        ("authors: inspection", "authors"),
        ("authors: [inspection, inspection]", "authors.2"),
        ("published: maybe", "published"),
        ("print_card: 1", "print_card"),
        ("access: friends", "access"),
        ("slug: Une Visite", "slug"),
        ("reference: guide-1", "reference"),
        ("reference: BP-2024-001", "reference"),
        ("contact_mailbox: nobody", "contact_mailbox"),
        ("licence: free", "licence"),
        ("version: [1]", "version"),
        ("contact_telephone: " + "1" * 31, "contact_telephone"),
        ("contributing_working_group: " + "x" * 151, "contributing_working_group"),
        ("prerequisites: " + "'" + ">" * 500 + "a'", "prerequisites"),
        ("body: Texte", "body"),
        ("files: [{path: files/none.txt}]", "files.1.path"),
        ("files: [{path: ../outside.txt}]", "files.1.path"),
        ("files: [{path: /etc/passwd}]", "files.1.path"),
        ("files: [{path: guides}]", "files.1.path"),
        ("files: [{title: Note}]", "files.1.path"),
        ("files: [note.txt]", "files.1"),
        ("files: {path: note.txt}", "files"),
        ("legal_basis: [{provision: nothing}]", "legal_basis.1.provision"),
        ("legal_basis: [{comment: Rien}]", "legal_basis.1.provision"),
        ("legal_basis: [{provision: code-logement, note: x}]", "legal_basis.1.note"),
        ("faq: [{answer: Oui}]", "faq.1.question"),
        ("relations: [{kind: knows, name: guides/visit}]", "relations.1.kind"),
        ("relations: [{kind: related, name: guides/none}]", "relations.1.name"),
        ("relations: [{kind: related, reference: GT-2024-999}]", "relations.1.reference"),
        ("relations: [{kind: related, name: guides/visit}]", "relations.1.name"),
        ("relations: [{kind: related}]", "relations.1.kind"),
    ],
)
def test_wrong_value_is_told_with_file_line_and_key(bundle: Bundle, lines: str, key: str) -> None:
    bundle.guide(fr=f"{lines}\n")

    assert bundle.problems()[0] == (FR, bundle.line(FR, lines), key)
    assert not GuidePage.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("title: Visiter un logement", "title: " + "x" * 91, "title"),
        ("title: Visiter un logement", "title: [Visiter]", "title"),
        ("summary: Comment préparer et mener une visite.", "summary: " + "x" * 221, "summary"),
        ("themes: [insal]", "themes: [insal, nothing]", "themes.2"),
        ("organisation: inspection", "organisation: nobody", "organisation"),
        ("audience: [regional-inspector]", "audience: [everyone]", "audience.1"),
        ("    responsible_body: inspection", "    responsible_body: nobody", "steps.1.responsible_body"),
        ("  - title: Visitez le logement", "  - title: " + "x" * 121, "steps.2.title"),
        ("    text: Décrivez chaque pièce.", "    texte: Décrivez chaque pièce.", "steps.2.texte"),
        ("    text: Décrivez chaque pièce.", "    provision: nothing", "steps.2.provision"),
        ("    text: Décrivez chaque pièce.", "    form: files/none.txt", "steps.2.form"),
    ],
)
def test_wrong_value_in_what_is_there_is_told(bundle: Bundle, old: str, new: str, key: str) -> None:
    bundle.guide().change(FR, old, new)

    assert bundle.problems() == [(FR, bundle.line(FR, new), key)]


@pytest.mark.parametrize("key", ["title", "summary"])
def test_title_and_summary_are_needed_in_both_languages(bundle: Bundle, key: str) -> None:
    (line,) = (line for line in FRONT["nl"].splitlines() if line.startswith(f"{key}:"))
    bundle.guide().change(NL, f"{line}\n", "")

    assert bundle.problems() == [(NL, 1, key)]


@pytest.mark.parametrize(
    "key", ["themes", "audience", "organisation", "verified_on", "verified_by", "law_as_at", "next_review"]
)
def test_published_record_needs_what_its_form_asks_for(bundle: Bundle, key: str) -> None:
    (line,) = (line for line in FRONT["fr"].splitlines() if line.startswith(f"{key}:"))
    bundle.guide().change(FR, f"{line}\n", "")

    assert bundle.problems() == [(FR, 1, key)]


def test_missing_language_is_told_with_the_name_of_its_file(bundle: Bundle) -> None:
    bundle.guide()
    (bundle.root / NL).unlink()

    assert bundle.problems() == [(NL, 0, "")]


def test_two_files_may_not_disagree_on_a_fact(bundle: Bundle) -> None:
    bundle.guide(nl="organisation: inspection\nverified_on: 2026-01-16\n")

    assert bundle.problems() == [(NL, bundle.line(NL, "verified_on"), "verified_on")]


def test_two_files_may_not_disagree_on_a_fact_of_a_row(bundle: Bundle) -> None:
    nl = "legal_basis: [{provision: code-logement}]\n"
    bundle.guide(fr="legal_basis: [{provision: other}]\n", nl=nl).change(
        FR, "provision: other", "provision: code-logement"
    )
    bundle.write("files/a.txt", b"note").write("files/b.txt", b"note")
    bundle.guide(fr="files: [{path: files/a.txt}]\n", nl="files: [{path: files/b.txt}]\n")

    assert bundle.problems() == [(NL, bundle.line(NL, "files/b.txt"), "files.1.path")]


def test_two_files_may_not_disagree_on_the_number_of_rows(bundle: Bundle) -> None:
    bundle.guide().change(NL, "  - title: Bezoek de woning\n    text: Beschrijf elke kamer.\n", "")

    assert bundle.problems() == [(NL, bundle.line(NL, "steps:"), "steps")]


def test_all_problems_of_all_files_are_told_at_once(bundle: Bundle) -> None:
    bundle.guide("a", fr="colour: red\nversion: [1]\n", nl="colour: red\n").guide("b", fr="date: never\n")

    assert [(file, key) for file, __, key in bundle.problems()] == [
        ("guides/a.fr.md", "colour"),
        ("guides/a.nl.md", "colour"),
        ("guides/a.fr.md", "version"),
        ("guides/b.fr.md", "date"),
    ]


def test_a_hundred_problems_are_shown_and_the_others_counted(bundle: Bundle) -> None:
    bundle.guide(fr="".join(f"unknown{number}: x\n" for number in range(130)))

    refused = bundle.refused()

    assert (len(refused.problems), refused.count) == (100, 130)


def test_body_that_markdown_refuses_is_told_with_its_line(bundle: Bundle) -> None:
    bundle.guide(body_fr="Un début.\n\nUne suite.\n" + ">" * 500 + "a")

    (problem,) = bundle.refused().problems
    line = bundle.line(FR, ">>>>")
    assert (problem.file, problem.line, problem.key) == (FR, line, "body")
    assert f" {line} " in problem.message


def test_file_that_is_not_utf8_is_told_with_its_line(bundle: Bundle) -> None:
    bundle.guide().write(FR, b"---\ntitle: \xe9t\xe9\n---\n")

    assert bundle.problems() == [(FR, 2, "")]


def test_record_file_of_a_hundred_megabytes_is_refused_unread(bundle: Bundle) -> None:
    bundle.guide()
    with (bundle.root / FR).open("wb") as file:
        file.truncate(100_000_000)

    assert bundle.problems() == [(FR, 0, "")]


def test_slug_is_used_once_per_language(bundle: Bundle) -> None:
    bundle.guide("a", fr="slug: visite\n", nl="slug: visite\n").guide("b", fr="slug: visite\n")

    assert bundle.problems() == [("guides/b.fr.md", bundle.line("guides/b.fr.md", "slug"), "slug")]


def test_reference_is_used_once(bundle: Bundle) -> None:
    bundle.guide("a", fr="reference: GT-2024-001\n").guide("b", nl="reference: GT-2024-001\n")

    assert bundle.problems()[0] == ("guides/b.nl.md", bundle.line("guides/b.nl.md", "reference"), "reference")


def test_relation_to_the_same_record_stands_once(bundle: Bundle) -> None:
    row = "  - {kind: related, name: guides/b}\n"
    bundle.guide("a", fr=f"relations:\n{row}{row.replace('}', ' }')}").guide("b")

    assert bundle.problems() == [("guides/a.fr.md", bundle.line("guides/a.fr.md", "guides/b }"), "relations.2.name")]


@pytest.mark.parametrize(
    "path",
    [
        "guides/visit.md",
        "guides/visit.en.md",
        "guides/une visite.fr.md",
        "guides/été.fr.md",
        "recipes/a.fr.md",
        "notes.txt",
    ],
)
def test_file_that_does_not_belong_in_a_bundle_is_told(bundle: Bundle, path: str) -> None:
    bundle.guide().write(path, "---\ntitle: Un\n---\n")

    assert bundle.problems()[0][0] in (path, path.split("/")[0])


def test_readme_and_hidden_files_may_lie_in_a_bundle(bundle: Bundle) -> None:
    bundle.write("README.md", "Bundle").write(".DS_Store", b"\0").write("guides/.visit.fr.md.swp", b"\0")
    bundle.guide(fr="colour: red\n")

    assert bundle.problems() == [(FR, bundle.line(FR, "colour"), "colour")]


def test_symbolic_links_are_refused_as_record_and_as_file(bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"note")
    bundle.guide(fr="files: [{path: files/link.txt}]\n")
    (bundle.root / "files").mkdir()
    (bundle.root / "files" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (bundle.root / "guides" / "other.fr.md").symlink_to(bundle.root / FR)

    assert sorted(bundle.problems()) == [
        ("guides/other.fr.md", 0, ""),
        (FR, bundle.line(FR, "link.txt"), "files.1.path"),
    ]


def test_folder_of_files_may_not_be_a_link_out_of_the_bundle(bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "note.txt").write_bytes(b"note")
    bundle.guide(fr="files: [{path: files/note.txt}]\n")
    (bundle.root / "files").symlink_to(tmp_path / "elsewhere")

    assert sorted(bundle.problems()) == [("files", 0, ""), (FR, bundle.line(FR, "note.txt"), "files.1.path")]


def test_file_is_held_against_what_the_portal_takes(bundle: Bundle) -> None:
    bundle.write("files/run.exe", b"MZ").guide("a", fr="files: [{path: files/run.exe}]\n")
    with (bundle.root / "files" / "large.pdf").open("wb") as file:
        file.truncate(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE + 1)
    bundle.guide("b", fr="files: [{path: files/large.pdf}]\n")

    assert [(file, key) for file, __, key in bundle.problems()] == [
        ("guides/a.fr.md", "files.1.path"),
        ("guides/b.fr.md", "files.1.path"),
    ]


def test_empty_folder_and_no_folder_are_refused(bundle: Bundle) -> None:
    assert bundle.problems() == [(str(bundle.root), 0, "")]
    bundle.root.rmdir()
    assert bundle.problems() == [(str(bundle.root), 0, "")]


def test_reference_files_of_a_bundle_are_checked_with_it(bundle: Bundle) -> None:
    bundle.guide().write("audiences.csv", "id,name_fr,name_nl\nnotary,Notaires,\n")

    assert bundle.problems() == [("audiences.csv", 2, "name_nl")]
