"""The names of themes, organisations, municipalities and law as rows: read in two queries, and once for an edition."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

import languages
from law.models import Act, Provision
from organisations.models import FormerName, Municipality, Organisation, OrganisationKind
from portal.per_edition import per_edition
from search.vocabulary import ANY, Row
from themes.models import Label, Theme

TEXT = CharField()
THEME = Coalesce("replaced_by__slug", "slug")
ORGANISATION = Coalesce("replaced_by__identifier", "identifier")


def rows() -> tuple[Row, ...]:
    """Return the facts about all concepts; what replaces a theme or a body has its names too."""
    return per_edition("concepts", _read)


def _read() -> tuple[Row, ...]:
    first, *others = _queries()
    found = {Row(*values) for values in first.union(*others, all=True) if values[0] and values[3]}
    return tuple(row for each in sorted(found) for row in _parted(each))


def _parted(row: Row) -> list[Row]:
    """Acronyms stand together in one field: "AVCB;VSGB"."""
    return [row._replace(text=text.strip()) for text in row.text.split(";") if text.strip()]


def _queries() -> list[QuerySet[Any, Any]]:
    found = [_theme_names(), _theme_relations(), *_former_names()]
    for code in languages.CODES:
        found += [
            _facts(Theme, "theme:", THEME, "note", code, f"scope_note_{code}"),
            _facts(Organisation, "organisation:", ORGANISATION, "preferred", code, f"name_{code}"),
            _facts(Organisation, "organisation:", ORGANISATION, "acronym", code, f"acronym_{code}"),
            _facts(OrganisationKind, "kind:", F("identifier"), "preferred", code, f"name_{code}"),
            _facts(OrganisationKind, "kind:", F("identifier"), "acronym", code, f"acronym_{code}"),
            _facts(Municipality, "municipality:", F("nis"), "preferred", code, f"name_{code}"),
            _facts(Act, "act:", Cast("pk", TEXT), "preferred", code, f"title_{code}"),
            _facts(Act, "act:", Cast("pk", TEXT), "acronym", code, f"acronym_{code}"),
            _provisions("preferred", code, f"act__title_{code}"),
            _provisions("alternative", code, f"act__acronym_{code}").exclude(**{f"act__acronym_{code}": ""}),
        ]
    return found


def _facts(model: Any, kind: str, key: Any, role: str, code: str, field: str) -> QuerySet[Any, Any]:
    return _values(model._default_manager.order_by(), kind, key, Value(role), Value(code), F(field))


def _theme_names() -> QuerySet[Any, Any]:
    key = Coalesce("theme__replaced_by__slug", "theme__slug")
    return _values(Label.objects.order_by(), "theme:", key, F("kind"), F("language"), F("text"))


def _theme_relations() -> QuerySet[Any, Any]:
    pairs = Theme.related.through.objects.order_by()
    other = Concat(Value("theme:"), F("to_theme__slug"), output_field=TEXT)
    return _values(pairs, "theme:", F("from_theme__slug"), Value("related"), Value(""), other)


def _former_names() -> list[QuerySet[Any, Any]]:
    key = Coalesce("organisation__replaced_by__identifier", "organisation__identifier")
    return [_values(FormerName.objects.order_by(), "organisation:", key, Value("hidden"), Value(ANY), F("name"))]


def _provisions(role: str, code: str, act: str) -> QuerySet[Any, Any]:
    text = Concat(F(f"article_{code}"), Value(" "), F(act), output_field=TEXT)
    return _values(Provision.objects.order_by(), "provision:", F("identifier"), Value(role), Value(code), text)


def _values(rows: QuerySet[Any, Any], kind: str, key: Any, role: Any, code: Any, text: Any) -> QuerySet[Any, Any]:
    return rows.annotate(
        concept=Concat(Value(kind), key, output_field=TEXT),
        of=Cast(role, TEXT),
        in_language=Cast(code, TEXT),
        says=Cast(text, TEXT),
    ).values_list("concept", "of", "in_language", "says")
