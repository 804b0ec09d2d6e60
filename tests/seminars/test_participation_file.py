"""A list of presence becomes numbers by organisation and kind; nothing else of it is kept."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from wagtail.models import Revision

from organisations.models import Organisation
from seminars import participation_file
from seminars.models import SeminarPage
from tests.factories import make_organisation, reload
from tests.factories.seminars import make_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies() -> list[Organisation]:
    named = {"name_fr": "Commune d'Ixelles", "name_nl": "Gemeente Elsene", "acronym_fr": "XL", "acronym_nl": "EL"}
    return [make_organisation("ixelles", **named), make_organisation("slrb")]


def csv(text: str, name: str = "présences.csv", encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(encoding))


def xlsx(*rows: list[Any]) -> SimpleUploadedFile:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile("presences.xlsx", content.getvalue())


def send(client: Client, page: SeminarPage, file: Any) -> Any:
    return client.post(reverse("participation_file", args=[page.pk]), {"file": file} if file else {})


def test_each_row_is_one_participant_or_worth_its_number(bodies: list[Organisation]) -> None:
    people = participation_file.read(csv("Nom,Organisation\nA,ixelles\nB,  COMMUNE d'ixelles \nC,EL\nD,slrb\n,\n"))
    assert people.known == {bodies[0]: 3, bodies[1]: 1}
    numbers = participation_file.read(xlsx(["Organisatie", "Aantal"], ["Gemeente Elsene", 3], ["SLRB", 2.0]))
    assert numbers.known == {bodies[0]: 3, bodies[1]: 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_tables_of_every_spreadsheet_are_read(bodies: list[Organisation], encoding: str, mark: str) -> None:
    found = participation_file.read(csv(f"Prénom{mark}Organisation\nZoé{mark}ixelles\n", encoding=encoding))
    assert found.known == {bodies[0]: 1}


def test_draft_tells_the_numbers_and_no_version_holds_a_person(cell: Client, bodies: list[Organisation]) -> None:
    page = make_seminar()
    text = "Nom;Organisation\nZénobie Vandeputte;ixelles\nOdilon Tirlemont;Maison inconnue\n"
    answer = cell.post(reverse("participation_file", args=[page.pk]), {"file": csv(text)}, follow=True)
    draft: Any = reload(page).get_latest_revision_as_object()
    assert draft.participants_total == 2
    assert [(row.kind, row.number) for row in draft.participation.all()] == [(bodies[0].kind, 1)]
    assert list(draft.participating_organisations.all()) == [bodies[0]]
    assert "Maison inconnue" in answer.content.decode()
    kept = "".join(str(each.content) for each in Revision.objects.all())
    assert ("Vandeputte" in kept, "Tirlemont" in kept) == (False, False)
    assert reload(page).participants_total is None, "a draft changes nothing for readers"


def test_what_replaced_an_organisation_is_meant_by_its_former_name(bodies: list[Organisation]) -> None:
    Organisation.objects.filter(pk=bodies[1].pk).update(state="merged", replaced_by=bodies[0])
    assert participation_file.read(csv("organisation\nslrb\n")).known == {bodies[0]: 1}


def test_name_that_two_have_is_told_as_not_known(bodies: list[Organisation]) -> None:
    make_organisation("other", acronym_fr="XL")
    found = participation_file.read(csv("organisation\nXL\n"))
    assert (found.known, found.unknown) == ({}, {"XL": 1})


def bomb() -> SimpleUploadedFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 200_000_000)
    return SimpleUploadedFile("bomb.xlsx", content.getvalue())


HOSTILE = {
    "empty": lambda: csv(""),
    "no column": lambda: csv("nom,commune\nA,B\n"),
    "no row": lambda: csv("organisation\n"),
    "no number": lambda: csv("organisation,nombre\nixelles,beaucoup\n"),
    "a huge number": lambda: csv("organisation,nombre\nixelles,99999999999999999999\n"),
    "a negative number": lambda: csv("organisation,nombre\nixelles,-3\n"),
    "too many rows": lambda: csv("organisation\n" + "ixelles\n" * 6000),
    "NUL": lambda: csv("organisation\nixe\0lles\n"),
    "an open quote": lambda: csv('organisation\n"ixelles\n' + "x" * 200_000),
    "no table": lambda: SimpleUploadedFile("presences.pdf", b"%PDF-1.4 x"),
    "a text that says it is a workbook": lambda: SimpleUploadedFile("presences.xlsx", b"organisation"),
    "a bomb": bomb,
    "nothing": lambda: None,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_are_refused_with_the_reason_and_change_nothing(
    cell: Client, bodies: list[Organisation], name: str
) -> None:
    page = make_seminar()
    answer = send(cell, page, HOSTILE[name]())
    if answer.status_code == 302:  # Read as one unknown name, which is counted and told.
        assert name in ("NUL", "an open quote")
    else:
        assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)
        assert reload(page).revisions.count() == 1


def test_locked_record_keeps_its_draft(cell: Client, bodies: list[Organisation]) -> None:
    page = make_seminar()
    SeminarPage.objects.filter(pk=page.pk).update(locked=True)
    found = participation_file.read(csv("organisation\nixelles\n"))
    with pytest.raises(ValidationError):
        participation_file.write(reload(page), found, None)
