"""Records of every kind that can be published, as files of a bundle."""

from __future__ import annotations

from tests.exchange.bundles import Bundle

PRACTICE = {
    "fr": """title: Guichet mobile
summary: Un guichet qui se déplace.
themes: [insal]
organisation: inspection
original_language: fr
state: running
nature: tool
target_groups: [tenants]
started: "2023-02"
verified_on: 2026-01-15
verified_by: inspection
law_as_at: 2026-01-01
next_review: 2027-01-15
contact_mailbox: desk@example.org
steps:
  - title: Préparez la tournée
    text: Choisissez les rues.
    responsible_body: inspection
    duration: Une semaine
""",
    "nl": """title: Mobiel loket
summary: Een loket dat zich verplaatst.
steps:
  - title: Bereid de ronde voor
    duration: Een week
""",
}
STORY = {
    "fr": "## Problème\n\nPersonne ne vient.\n\n## Ce qui n’a pas marché\n\nLes affiches.",
    "nl": "## Probleem\n\nNiemand komt.\n\n## Wat niet werkte\n\nDe affiches.",
}
SEMINAR = {
    "fr": """title: Séminaire
summary: Une journée sur le logement.
themes: [insal]
organisation: inspection
starts_at: 2022-10-05T09:00
ends_at: 2022-10-05T16:30
place: Bruxelles
programme:
  - {start: "09:00", end: "09:30", title: Accueil, kind: break}
  - {start: "10:00", end: "12:00", title: Les données, kind: panel, panel: data}
""",
    "nl": """title: Seminarie
summary: Een dag over huisvesting.
place: Brussel
programme:
  - {title: Onthaal}
  - {title: De gegevens}
""",
}
PANEL = {
    "fr": """title: Les données
summary: Que peut-on transmettre ?
themes: [insal]
organisation: inspection
number: 1
question: Que peut-on transmettre ?
note_state: final
people:
  - {role: expert, organisation: inspection, function: Juriste}
mentions:
  - {text: Le guichet mobile, reference: BP-2024-001}
""",
    "nl": """title: De gegevens
summary: Wat mag men doorgeven?
question: Wat mag men doorgeven?
people:
  - {function: Jurist}
mentions:
  - {text: Het mobiele loket}
""",
}
NOTE = {
    "fr": "## Constats\n\nTrop de courriels.\n\n## Points d'accord\n\nUn seul contact.",
    "nl": "## Vaststellingen\n\nTe veel mails.\n\n## PUNTEN VAN OVEREENSTEMMING\n\nEén contact.",
}
COLUMNS = (
    "panel,number,reference,text_fr,text_nl,addressee,priority,owner,due,state,"
    "reason_fr,reason_nl,decided_on,taken_up_by"
)
RECOMMENDATIONS = (
    "data,1,RC-2022-001,Écrire un guide,Een gids schrijven,inspection,high,inspection,2024-06-30,taken_up,,,2023-01-17,"
    "WG-2022-001",
    "data,2,RC-2022-002,Créer un fichier,Een bestand maken,municipality,low,,,declined,Trop large,Te ruim,2023-02-14,",
)
GROUP = {
    "fr": """title: Groupe des données
summary: Un groupe sur les données.
reference: WG-2022-001
themes: [insal]
organisation: inspection
status: active
started_on: 2022-12-06
member_organisations: [inspection]
deliverables:
  - {title: Un guide, due: 2024-06-30, state: delivered, result: BP-2024-001}
meetings:
  - {date: 2022-12-06, place: Bruxelles, agenda: Le mandat, decisions: On commence., minutes: files/pv.txt}
""",
    "nl": """title: Groep over gegevens
summary: Een groep over gegevens.
deliverables:
  - {title: Een gids}
meetings:
  - {place: Brussel, decisions: We beginnen.}
""",
}
MANDATE = {"fr": "Le mandat.", "nl": "De opdracht."}
SEMINAR_NAME, PANEL_NAME = "seminars/2022/seminar", "seminars/2022/panels/data"
TABLE = "seminars/2022/recommendations.csv"


def practice(bundle: Bundle, name: str = "desk", *, fr: str = "", nl: str = "") -> Bundle:
    return bundle.record(f"practices/{name}", PRACTICE, STORY, fr=fr, nl=nl)


def group(bundle: Bundle, *, fr: str = "", nl: str = "") -> Bundle:
    return bundle.write("files/pv.txt", b"On commence.").record("working-groups/data", GROUP, MANDATE, fr=fr, nl=nl)


def seminar(bundle: Bundle, rows: tuple[str, ...] = RECOMMENDATIONS) -> Bundle:
    """Write a seminar with its panel, its recommendations, and the records that these lead to."""
    practice(bundle, fr="reference: BP-2024-001\n")
    group(bundle)
    bundle.record(SEMINAR_NAME, SEMINAR, {"fr": "La synthèse.", "nl": "De synthese."})
    bundle.record(PANEL_NAME, PANEL, NOTE)
    return bundle.write(TABLE, "\n".join([COLUMNS, *rows, ""]))
