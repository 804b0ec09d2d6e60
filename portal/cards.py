"""Records and sections as lists and menus show them: one query, however many kinds of pages there are.

Each kind has a table of its own, joined to that of all pages; a row has something in one of them only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils.text import capfirst
from wagtail.models import Page

import languages
from languages.fields import field_names
from languages.text import Text, in_language
from organisations.models import Organisation
from portal.kinds import record_models, section_models
from portal.models.addresses import Address, Reference, url_of
from portal.models.relations import Relation
from portal.per_edition import per_edition
from portal.published import Access, visible
from portal.theme_labels import ThemeLabel, label_in_row, labels_of
from themes.models import ThemedItem

ORGANISATION = tuple(f"organisation__{field}" for name in ("name", "acronym") for field in field_names(name))
SECTION = field_names("heading")
RECORD = (
    *field_names("heading"),
    *field_names("summary"),
    *field_names("language_state"),
    "verified_on",
    *ORGANISATION,
)
#: What the table of all pages has.
PAGE = ("pk", "slug", "depth", "path", "show_in_menus")


@dataclass(frozen=True)
class Section:
    """A page that holds no record, in the language being read; ``path`` is its place in the tree.

    ``role`` is what a page of information is for, empty for any other page.
    """

    pk: int
    depth: int
    path: str
    in_menus: bool
    url: str
    heading: Text
    role: str = ""


@dataclass(frozen=True)
class Card:
    """A record in the language being read; ``completeness`` is how complete it is there, ``theme`` the primary one."""

    pk: int
    kind: str
    reference: str
    url: str
    heading: Text
    summary: Text
    theme: ThemeLabel | None
    organisation: str
    verified_on: date | None
    completeness: str


@dataclass(frozen=True)
class Neighbour:
    """A record that a page leads to; ``relation`` is how it stands to the page, empty where a text only links to it."""

    card: Card
    relation: str


@dataclass(frozen=True)
class Surroundings:
    """What a reader can go to from a record: the sections in the order of the tree, and the records it leads to."""

    sections: list[Section]
    neighbours: list[Neighbour]


def sections(access: Access) -> list[Section]:
    """Return the home page and the other pages that hold no record, in the order of the tree."""
    key = ("sections", access, languages.active())
    return per_edition(key, lambda: _sections(_rows(_section_columns(), access, _is_section())))


def cards(pks: Sequence[int], access: Access) -> list[Card]:
    """Return those of the records that may be seen, in the order given."""
    models = dict.fromkeys(record_models(), RECORD)
    rows = _rows(models, access, Q(pk__in=pks), **_theme()) if pks else ()
    return sorted((_card(model, row) for model, row in rows), key=lambda card: pks.index(card.pk))


def surroundings(pk: int | None, references: Iterable[str], access: Access, more: Collection[int] = ()) -> Surroundings:
    """Return the sections, and the records of the relations of a page, of the references, and of ``more``."""
    said, told = Relation.objects.filter(source_id=pk), Relation.objects.filter(target_id=pk)
    linked = Reference.objects.filter(text__in=references)
    keys = (said.values("target_id"), told.values("source_id"), linked.values("page_id"))
    kinds = {
        "said": Subquery(said.filter(target_id=OuterRef("pk")).order_by("-sort_order", "-pk").values("kind")[:1]),
        "told": Subquery(told.filter(source_id=OuterRef("pk")).order_by("-sort_order", "-pk").values("kind")[:1]),
    }
    models = {**_section_columns(), **dict.fromkeys(record_models(), RECORD)}
    wanted = reduce(or_, (Q(pk__in=each) for each in (*keys, *([more] if more else []))), _is_section())
    rows = list(_rows(models, access, wanted, **_theme(), **kinds))
    neighbours = [Neighbour(_card(model, row), _relation(row)) for model, row in rows if model.kind]
    return Surroundings(
        sections=_sections((model, row) for model, row in rows if not model.kind),
        neighbours=sorted(neighbours, key=lambda each: each.card.pk),
    )


def _section_columns() -> dict[type[Any], Sequence[str]]:
    """Return the columns of each type of page that holds no record: its heading, and its role if that is chosen."""
    models = section_models()
    chosen = {model for model in models if any(field.name == "role" for field in model._meta.fields)}
    return {model: [*SECTION, "role"] if model in chosen else SECTION for model in models}


def _is_section() -> Q:
    """Return the condition on pages to hold no record; every page asks it, so the database is told in its own words."""
    quote = connection.ops.quote_name
    keys = ((quote(model._meta.pk.column), quote(model._meta.db_table)) for model in section_models())
    rows = " union all ".join(f"select {key} from {table}" for key, table in keys)  # noqa: S608
    return Q(pk__in=RawSQL(rows, ()))  # noqa: S611  Names of tables and columns only.


def _rows(
    models: Mapping[type[Any], Sequence[str]], access: Access, wanted: Q, **more: Subquery
) -> Iterator[tuple[type[Any], dict[str, Any]]]:
    """Yield the visible pages that are wanted: the type, its own columns as asked for, and what all pages have."""
    tables = {model: model._meta.get_ancestor_link(Page).related_query_name() for model in models}
    own = {model: {name: f"{tables[model]}__{name}" for name in columns} for model, columns in models.items()}
    names = [name for columns in own.values() for name in columns.values()]
    annotations = {**Address.objects.of_pages(), **more}
    pages = visible(Page.objects.filter(wanted), access).order_by().annotate(**annotations)
    for row in pages.values(*PAGE, *annotations, *tables.values(), *names):
        model = next((model for model, table in tables.items() if row[table]), None)
        if model:
            yield model, {**row, **{name: row[column] for name, column in own[model].items()}}


def _theme() -> dict[str, Subquery]:
    """Return annotations with the primary theme of a page: ``theme_slug``, ``label_fr``, ``label_nl``."""
    first = ThemedItem.objects.filter(content_object_id=OuterRef("pk")).order_by("sort_order", "pk")
    labels = labels_of("tag_id")
    return {
        "theme_slug": Subquery(first.values("tag__slug")[:1]),
        **{name: Subquery(first.annotate(text=label).values("text")[:1]) for name, label in labels.items()},
    }


def _text(row: Mapping[str, Any], name: str) -> Text:
    return in_language(SimpleNamespace(**row), name, languages.active())


def _url(row: Mapping[str, Any]) -> str:
    code = languages.active()
    path = row[f"address_{code}"]
    return "" if path is None else url_of(code, path)


def _sections(rows: Iterable[tuple[type[Any], Mapping[str, Any]]]) -> list[Section]:
    return sorted((_section(model, row) for model, row in rows), key=lambda section: section.path)


def _section(model: type[Any], row: Mapping[str, Any]) -> Section:
    return Section(
        pk=row["pk"],
        depth=row["depth"],
        path=row["path"],
        in_menus=row["show_in_menus"],
        url=_url(row),
        heading=_text(row, "heading"),
        role=str(row.get("role", getattr(model, "role", ""))),
    )


def _card(model: type[Any], row: Mapping[str, Any]) -> Card:
    slug = row["theme_slug"]
    return Card(
        pk=row["pk"],
        kind=capfirst(str(model._meta.verbose_name)),
        reference=row["slug"],
        url=_url(row),
        heading=_text(row, "heading"),
        summary=_text(row, "summary"),
        theme=ThemeLabel(slug, label_in_row(SimpleNamespace(**row), slug)) if slug else None,
        organisation=str(Organisation(**{name.split("__")[1]: row[name] for name in ORGANISATION})),
        verified_on=row["verified_on"],
        completeness=row[f"language_state_{languages.active()}"],
    )


def _relation(row: Mapping[str, Any]) -> str:
    """Return how a record stands to the page; what the page says itself stands above what is said of it."""
    if row["said"]:
        return str(Relation.Kind(row["said"]).label)
    return Relation(kind=row["told"]).label_from_target if row["told"] else ""
