"""The names of the database as rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.models import Municipality, Organisation, OrganisationKind
from search import concepts
from search.vocabulary import Row, Vocabulary
from tests.factories import make_theme
from themes.models import Label, Theme

pytestmark = pytest.mark.django_db


def test_themes_have_their_labels_notes_and_relations() -> None:
    slum = make_theme("sommeil", fr="Marchand de sommeil", nl="Huisjesmelker")
    Label.objects.create(theme=slum, language="en", kind="hidden", text="slumlord")
    other = make_theme("insal", fr="Logement insalubre")
    slum.related.add(other)
    Theme.objects.filter(pk=slum.pk).update(scope_note_nl="Wie misbruik maakt.")
    rows = set(concepts.rows())
    assert {
        Row("theme:sommeil", "preferred", "fr", "Marchand de sommeil"),
        Row("theme:sommeil", "preferred", "nl", "Huisjesmelker"),
        Row("theme:sommeil", "hidden", "en", "slumlord"),
        Row("theme:sommeil", "note", "nl", "Wie misbruik maakt."),
        Row("theme:sommeil", "related", "", "theme:insal"),
        Row("theme:insal", "related", "", "theme:sommeil"),
    } <= rows


def test_what_replaces_a_theme_or_a_body_has_its_names() -> None:
    new = make_theme("new", fr="Neuf")
    old = make_theme("old", fr="Ancien")
    Theme.objects.filter(pk=old.pk).update(deprecated=True, replaced_by=new)
    kind = OrganisationKind.objects.create(identifier="regional", name_fr="Organisme", name_nl="Instelling")
    now = Organisation.objects.create(identifier="now", kind=kind, name_fr="Paradigm", name_nl="Paradigm")
    before = {"identifier": "before", "kind": kind, "name_fr": "Centre", "name_nl": "Centrum", "acronym_fr": "CIRB"}
    Organisation.objects.create(**before, state="renamed", replaced_by=now)
    vocabulary = Vocabulary(concepts.rows())
    assert [spot.key for spot in vocabulary.spot("ancien", "fr")] == ["theme:new"]
    assert [spot.key for spot in vocabulary.spot("cirb", "fr")] == ["organisation:now"]


def test_one_query_reads_them_all_however_many_there_are() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            concepts._read()
        return len(captured)

    make_theme("one")
    assert queries() == 1
    make_theme("two")
    Municipality.objects.create(nis="21013", name_fr="Saint-Gilles", name_nl="Sint-Gillis", postcodes="1060")
    assert queries() == 1
