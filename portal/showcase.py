"""A page with every component in its states, for those who design and test; readers do not find it."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import languages
from languages.text import Text
from organisations.models import Municipality
from organisations.tile_layout import PLACES
from portal.cards import Card
from portal.listing import Chosen
from portal.theme_labels import ThemeLabel
from portal.tile_map import Tile, tiles

#: What each language is tried with: a usual text, one that is too long, one with the longest of its words.
TEXTS = {
    "fr": (
        "Visiter un logement insalubre",
        "Visiter avec la zone de police, l’inspection régionale et le CPAS un logement dont l’état menace la santé",
        "Anticonstitutionnellement inhabitable : déclaration",
        "Une phrase dit ce que la fiche apporte, à qui elle sert et quand elle a été vérifiée.",
    ),
    "nl": (
        "Een ongezonde woning bezoeken",
        "Samen met politiezone, gewestelijke inspectie en OCMW een woning bezoeken die de gezondheid bedreigt",
        "Onbewoonbaarverklaringsprocedure: huisvestingsinspectieverslag",
        "Eén zin zegt wat de fiche brengt, voor wie ze dient en wanneer ze is nagekeken.",
    ),
}
MARKDOWN = """## {usual}

{sentence}

- {long}
- {compound}

> {sentence}

| {usual} | 2026 |
|---|---:|
| {compound} | 12 |
"""
STATES = ("open", "taken_up", "done", "declined")
ICONS = ("search", "file", "check", "caution", "language", "clock", "mail", "phone", "law", "card", "print", "link")


class SampleForm(forms.Form):
    """A form with a field of each sort, sent without what it requires."""

    name = forms.CharField(max_length=80)
    mailbox = forms.EmailField(help_text="service@example.org", required=False)
    agreed = forms.BooleanField()
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component to staff, and to everyone where the settings say so; others find no such page."""
    if not settings.SHOW_COMPONENTS and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = render(request, "portal/components/page.html", samples(), status=HTTPStatus.OK)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def samples() -> dict[str, Any]:
    """Return made-up content for each component, in the language being read."""
    usual, long, compound, sentence = TEXTS[languages.active()]
    return {
        "usual": usual,
        "long": long,
        "compound": compound,
        "sentence": sentence,
        "icons": ICONS,
        "cards": [_card(usual, sentence), _card(long, sentence, "summary"), _foreign(), _card(compound, compound)],
        "branches": [SimpleNamespace(slug="t-data", label=_text(each), number=7) for each in (usual, long, compound)],
        "chosen": [Chosen(usual, ""), Chosen(compound, "")],
        "form": SampleForm(),
        "refused": SampleForm({"mailbox": "?"}, prefix="refused"),
        "results": Paginator(range(400), 20).page(9),
        "steps": [_step(usual, sentence), _step(long, sentence, warning=long), _step(compound, "")],
        "question": SimpleNamespace(question=_text(long), answer=_text(sentence)),
        "counts": [_count(state, place) for place, state in enumerate(STATES)],
        "thread": [(_panel(usual), [_followed(state, long) for state in STATES]), (_panel(compound), [])],
        "tiles": _tiles(),
        "last": SimpleNamespace(page=_panel(long), panels=3, recommendations=10, counts=[_count("done", 0)]),
        "seminar": _seminar(long, sentence),
        "markdown": MARKDOWN.format(usual=usual, long=long, compound=compound, sentence=sentence),
    }


def _card(heading: str, summary: str, completeness: str = "complete", code: str = "") -> Card:
    code = code or languages.active()
    theme = ThemeLabel("t-data", Text(heading, code))
    day = date(2026, 3, 1)
    words = Text(heading, code), Text(summary, code)
    return Card(0, "Guide", "GT-2026-001", "#", *words, theme, "CPAS", day, completeness)


def _foreign() -> Card:
    code = languages.other(languages.active())
    return _card(TEXTS[code][0], TEXTS[code][3], code=code)


def _step(heading: str, text: str, warning: str = "") -> SimpleNamespace:
    body = SimpleNamespace(name=_text(heading), acronym=_text(""))
    return SimpleNamespace(
        heading=_text(heading), text=_text(text), warning=_text(warning), time_limit=_text(heading), responsible=body
    )


def _count(state: str, place: int) -> SimpleNamespace:
    before = place * (place + 1) // 2
    return SimpleNamespace(state=state, label=state.replace("_", " "), number=place + 1, before=before)


def _text(value: str) -> Text:
    return Text(value, languages.active())


def _panel(heading: str) -> SimpleNamespace:
    return SimpleNamespace(reference="PA-2026-001", url="?", heading=_text(heading), day=date(2026, 3, 1))


def _followed(state: str, text: str) -> SimpleNamespace:
    row = SimpleNamespace(
        reference="RC-2026-001",
        text=_text(text),
        state=state,
        get_state_display=state,
        is_overdue=state == "open",
        due=date(2026, 1, 1),
        reason=_text(text if state == "declined" else ""),
    )
    return SimpleNamespace(row=row, url="#", taken_up_by=None if state == "open" else _card(text, text))


def _seminar(heading: str, summary: str) -> SimpleNamespace:
    return SimpleNamespace(
        day=date(2027, 3, 18),
        starts_at=datetime(2027, 3, 18, 9),
        url="#",
        heading=_text(heading),
        summary=_text(summary),
        place=_text(heading),
        state="open",
        get_state_display="…",
        registration_link="https://example.org/",
    )


def _tiles() -> list[Tile]:
    names = TEXTS[languages.active()]
    rows = [
        (Municipality(nis=nis, name_fr=names[place % 3], name_nl=names[place % 3], postcodes="1000"), place % 6)
        for place, nis in enumerate(PLACES)
    ]
    return tiles(rows, {each.nis: "#" for each, number in rows if number}, chosen=["21004"])
