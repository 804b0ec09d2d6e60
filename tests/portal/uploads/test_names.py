from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.models import PortalDocument
from portal.uploads.names import _KINDS, Guess, guess

TABLE = [
    ("PV_panel-2_FR_v3.pdf", "PV panel 2", "fr", "report"),
    ("verslag_paneel2_nl.docx", "Verslag paneel 2", "nl", "report"),
    ("pv-panel-2-fr.pdf", "PV panel 2", "fr", "report"),
    ("Formulaire de plainte.docx", "Formulaire de plainte", "fr", "form"),
    ("formulier_klacht_NL_def.docx", "Formulier klacht", "nl", "form"),
    ("Lettre type au propriétaire (2).docx", "Lettre type au propriétaire", "fr", "form"),
    ("Compte-rendu 2024-03-17 FR.pdf", "Compte-rendu 2024-03-17", "fr", "report"),
    ("compte-rendu.pdf", "Compte rendu", "fr", "report"),
    ("2024-03-17-notulen.pdf", "2024-03-17 notulen", "nl", "report"),
    ("seance_pleniere.pptx", "Seance pleniere", "", "slides"),
    ("Presentatie_leegstand_v1.2.pptx", "Presentatie leegstand", "nl", "slides"),
    ("Nota van de werkgroep.pdf", "Nota van de werkgroep", "nl", "note"),
    ("note_FR-NL.pdf", "Note", "", "note"),
    ("rapport_annuel_frnl.pdf", "Rapport annuel", "", "report"),
    ("rapport.pdf", "Rapport", "", "report"),
    ("Rapport sur les logements.pdf", "Rapport sur les logements", "fr", "report"),
    ("Note présentation.pdf", "Note présentation", "fr", ""),
    ("sous-sol humide.pdf", "Sous-sol humide", "", ""),
    ("IMG_0012.png", "IMG 0012", "", ""),
    ("H2O.csv", "H2O", "", ""),
    ("fr.pdf", "fr", "fr", ""),
    ("sans extension", "Sans extension", "", ""),
    (r"C:\Temp\rgpd_fr.pdf", "RGPD", "fr", ""),
]


@pytest.mark.parametrize(("name", "title", "language", "kind"), TABLE, ids=[row[0] for row in TABLE])
def test_name_of_a_file_gives(name: str, title: str, language: str, kind: str) -> None:
    assert guess(name) == Guess(title, language, kind)


def test_kinds_are_those_of_documents() -> None:
    assert set(_KINDS) < set(PortalDocument.Kind.values)


@given(st.text(min_size=1, max_size=300))
def test_no_name_is_without_a_title_or_too_long(name: str) -> None:
    found = guess(name)
    assert len(found.title) <= 255
    assert found.language in ("", "fr", "nl")
