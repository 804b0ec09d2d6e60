"""Loads the reference data: all of it or nothing, and nothing that is already as the files say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction

from exchange.csv_files import Row
from exchange.errors import Problems
from exchange.reference_checks import check_reference_data, labels
from exchange.reference_rows import MAPPED, check_fits
from exchange.reference_tables import TABLES, Held, ReferenceData, read_reference_data
from law.models import Act
from organisations.models import FormerName, Municipality, Organisation, OrganisationKind
from portal.models import Competence
from themes.models import Label, Theme

SHIPPED = Path(__file__).parent / "data"
Advance = Callable[[str], object]


@dataclass
class Changes:
    """How many rows of the files made a new row, changed one, or were already there."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def held_reference_data() -> Held:
    """Return what the database holds, for files that bring only a part or refer to what is already there."""
    ids = {
        table: frozenset(mapped.model._default_manager.values_list(mapped.key, flat=True))
        for table, mapped in MAPPED.items()
    }
    return Held(
        ids,
        tuple(Label.objects.values_list("theme__slug", "language", "text")),
        dict(Theme.objects.exclude(broader=None).values_list("slug", "broader__slug")),
        dict(Organisation.objects.exclude(parent=None).values_list("identifier", "parent__identifier")),
    )


def checked_reference_data(directory: Path, problems: Problems) -> ReferenceData:
    """Read the reference files of a directory; every check that needs the database is made here, too."""
    held = held_reference_data()
    data = read_reference_data(directory, held, problems)
    check_reference_data(data, held, problems)
    check_fits(data, problems)
    return data


@transaction.atomic
def load_reference_data(directory: Path, *, dry_run: bool = False, advance: Advance = str) -> Changes:
    """Load the files of a directory. Raises BundleRefused, with every problem, before anything is written."""
    problems = Problems()
    data = checked_reference_data(directory, problems)
    problems.refuse()
    changes = write_reference_data(data, advance)
    transaction.set_rollback(dry_run)
    return changes


@transaction.atomic
def write_reference_data(data: ReferenceData, advance: Advance = str) -> Changes:
    """Write rows that were checked; ``advance`` is called with the name of the file after each row."""
    counts: Counter[str] = Counter()
    for table, write in WRITERS.items():
        for outcome in write(data.rows.get(table, [])):
            counts[outcome] += 1
            advance(TABLES[table].file)
    return Changes(counts["created"], counts["updated"], counts["unchanged"])


Write = Callable[[list[Row]], Iterator[str]]
Links = Callable[[Row], Mapping[str, Any]]
Children = Callable[[Any, Row], bool]


def _plain(table: str) -> Write:
    return lambda rows: _write(table, rows)


def _write(
    table: str, rows: list[Row], links: Links = lambda row: {}, children: Children = lambda instance, row: False
) -> Iterator[str]:
    """Save the rows first and what leads from one to another after it; yield what happened to each."""
    mapped, key = MAPPED[table], TABLES[table].key
    instances = {getattr(each, mapped.key): each for each in mapped.model._default_manager.all()}
    created = {row[key] for row in rows} - set(instances)
    changed = set()
    for row in rows:
        instance = instances.setdefault(row[key], mapped.model(**{mapped.key: row[key]}))
        if _save(instance, {**mapped.values(row), **links(row)}):
            changed.add(row[key])
    for row in rows:
        own = {name: _pk(instances, row[column]) for column, name in mapped.links.items() if column in row}
        linked, kept = _save(instances[row[key]], own), children(instances[row[key]], row)
        updated = linked or kept or row[key] in changed
        yield "created" if row[key] in created else "updated" if updated else "unchanged"


def _pk(instances: Mapping[str, models.Model], key: str) -> int | None:
    return instances[key].pk if key else None


def _save(instance: models.Model, values: Mapping[str, Any]) -> bool:
    """Save a row that is new or differs; return whether it did."""
    different = [name for name, value in values.items() if getattr(instance, name) != value]
    for name in different:
        setattr(instance, name, values[name])
    if different or instance.pk is None:
        instance.save()
    return bool(different)


def _write_vocabulary(rows: list[Row]) -> Iterator[str]:
    related = _related_both_ways(rows)

    def children(theme: Theme, row: Row) -> bool:
        changed = _write_labels(theme, row)
        if "related" in row:
            changed |= _write_related(theme, related.get(theme.slug, set()))
        if changed:
            # Whoever follows the vocabulary hears of the theme, after its labels are there.
            theme.save()
        return changed

    return _write("vocabulary", rows, children=children)


def _write_labels(theme: Theme, row: Row) -> bool:
    wanted = {(label.language, label.kind, label.text) for label in labels(row)}
    held = {(label.language, label.kind, label.text): label.pk for label in Label.objects.filter(theme=theme)}
    Label.objects.filter(pk__in=[pk for key, pk in held.items() if key not in wanted]).delete()
    missing = sorted(wanted - set(held))
    Label.objects.bulk_create(Label(theme=theme, language=code, kind=kind, text=text) for code, kind, text in missing)
    return wanted != set(held)


def _related_both_ways(rows: list[Row]) -> dict[str, set[str]]:
    related: dict[str, set[str]] = {}
    for row in rows:
        for other in row.several("related"):
            related.setdefault(row["id"], set()).add(other)
            related.setdefault(other, set()).add(row["id"])
    return related


def _write_related(theme: Theme, slugs: set[str]) -> bool:
    held = set(theme.related.values_list("slug", flat=True))
    if held == slugs:
        return False
    theme.related.set(Theme.objects.filter(slug__in=slugs))
    return True


def _write_organisations(rows: list[Row]) -> Iterator[str]:
    kinds = dict(OrganisationKind.objects.values_list("identifier", "pk"))
    municipalities = dict(Municipality.objects.values_list("nis", "pk"))

    def links(row: Row) -> Mapping[str, Any]:
        return {"kind_id": kinds[row["kind"]], "municipality_id": municipalities.get(row["municipality"])}

    def children(organisation: Organisation, row: Row) -> bool:
        renamed = _write_former_names(organisation, row)
        return _write_competences(organisation, row) or renamed

    return _write("organisations", rows, links, children)


def _write_competences(organisation: Organisation, row: Row) -> bool:
    held = list(Competence.objects.filter(organisation=organisation).values_list("theme__slug", flat=True))
    wanted = list(row.several("competences")) if "competences" in row else held
    if held == wanted:
        return False
    themes = dict(Theme.objects.filter(slug__in=wanted).values_list("slug", "pk"))
    Competence.objects.filter(organisation=organisation).delete()
    Competence.objects.bulk_create(
        Competence(organisation=organisation, theme_id=themes[slug], sort_order=number)
        for number, slug in enumerate(wanted)
    )
    return True


def _write_former_names(organisation: Organisation, row: Row) -> bool:
    wanted = list(row.several("former_names"))
    held = list(FormerName.objects.filter(organisation=organisation).order_by("sort_order"))
    if [name.name for name in held] == wanted:
        return False
    until = {name.name: name.until for name in held}
    FormerName.objects.filter(organisation=organisation).delete()
    FormerName.objects.bulk_create(
        FormerName(organisation=organisation, name=name, until=until.get(name), sort_order=number)
        for number, name in enumerate(wanted)
    )
    return True


def _write_provisions(rows: list[Row]) -> Iterator[str]:
    acts: dict[str, Act] = Act.objects.in_bulk(field_name="title_fr")

    def links(row: Row) -> Mapping[str, Any]:
        act = acts.setdefault(row["act_fr"], Act(title_fr=row["act_fr"]))
        _save(act, {"title_nl": row["act_nl"], "acronym_fr": row["acronym_fr"], "acronym_nl": row["acronym_nl"]})
        return {"act_id": act.pk}

    return _write("provisions", rows, links)


WRITERS: Mapping[str, Write] = {
    "vocabulary": _write_vocabulary,
    "organisation_kinds": _plain("organisation_kinds"),
    "municipalities": _plain("municipalities"),
    "organisations": _write_organisations,
    "provisions": _write_provisions,
    "audiences": _plain("audiences"),
    "target_groups": _plain("target_groups"),
    "plan_actions": _plain("plan_actions"),
    "contract_objectives": _plain("contract_objectives"),
}
