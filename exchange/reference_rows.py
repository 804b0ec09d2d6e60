"""What the columns of the reference files are called in the models, and whether their values fit there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from exchange.csv_files import Row
from exchange.errors import Problems
from exchange.reference_checks import labels
from exchange.reference_tables import ReferenceData, parsed_date
from guides.models import Audience
from law.models import Act, Provision
from organisations.models import FormerName, Municipality, Organisation, OrganisationKind
from practices.models import ContractObjective, PlanAction, TargetGroup
from themes.models import Label, Theme

Convert = Callable[[str], Any]


@dataclass(frozen=True)
class Mapped:
    """How a file becomes rows of one model. ``plain`` columns are copied, ``links`` name a row of another table."""

    model: type[models.Model]
    key: str
    plain: Mapping[str, tuple[str, Convert]]
    links: Mapping[str, str] = field(default_factory=dict)

    def values(self, row: Row) -> dict[str, Any]:
        """Return the plain values of the columns that the file has, by the name of the model's field."""
        return {name: convert(row[column]) for column, (name, convert) in self.plain.items() if column in row}


def _same(*columns: str) -> dict[str, tuple[str, Convert]]:
    return {column: (column, str) for column in columns}


def _yes(text: str) -> bool:
    return text == "yes"


def _state(text: str) -> str:
    return text or Organisation.State.ACTIVE


def _number(text: str) -> int | str | None:
    """Return the number; a text that is none is left for the model to refuse."""
    return int(text) if text.isascii() and text.isdigit() else text or None


_NAMES = _same("name_fr", "name_nl")
_ACRONYMS = _same("acronym_fr", "acronym_nl")
_TITLES = _same("title_fr", "title_nl")

MAPPED = {
    "vocabulary": Mapped(
        Theme,
        "slug",
        {
            "id": ("name", str),
            "core": ("core", lambda text: text == "C"),
            "deprecated": ("deprecated", _yes),
            "scopeNote_fr": ("scope_note_fr", str),
            "scopeNote_nl": ("scope_note_nl", str),
            **_same("confidence", "note", "definition_fr", "definition_nl"),
        },
        {"broader": "broader_id", "replacedBy": "replaced_by_id"},
    ),
    "organisation_kinds": Mapped(OrganisationKind, "identifier", {**_NAMES, **_ACRONYMS}),
    "municipalities": Mapped(
        Municipality,
        "nis",
        {**_NAMES, **_same("postcodes"), "housing_contract_signed_by_2023": ("housing_contract_signed_by_2023", _yes)},
    ),
    "organisations": Mapped(
        Organisation,
        "identifier",
        {
            **_NAMES,
            **_ACRONYMS,
            **_same("note", "website_fr", "website_nl", "role_fr", "role_nl", "mailbox", "telephone"),
            **_same("enterprise_number", "wikidata"),
            "contract_signed_on": ("contract_signed_on", parsed_date),
            "state": ("state", _state),
        },
        {"parent": "parent_id", "replaced_by": "replaced_by_id"},
    ),
    "provisions": Mapped(
        Provision,
        "identifier",
        {
            **_same("article_fr", "article_nl", "url_fr", "url_nl", "note"),
            "amended_on": ("amended_on", parsed_date),
            "in_force_from": ("in_force_from", parsed_date),
        },
    ),
    "audiences": Mapped(Audience, "identifier", _NAMES),
    "target_groups": Mapped(TargetGroup, "identifier", _NAMES),
    "plan_actions": Mapped(
        PlanAction, "identifier", {**_TITLES, **_same("plan_fr", "plan_nl"), "number": ("number", _number)}
    ),
    "contract_objectives": Mapped(ContractObjective, "identifier", {**_TITLES, "number": ("number", _number)}),
}


def check_fits(data: ReferenceData, problems: Problems) -> None:
    """Add to ``problems`` every value that its model refuses: too long, not an address of a site or of mail."""
    for table, rows in data.rows.items():
        for row in rows:
            _check(row, MAPPED[table].model(**MAPPED[table].values(row)), MAPPED[table].plain, problems)
    for row in data.rows.get("vocabulary", ()):
        for label in labels(row):
            _check(row, Label(text=label.text, language=label.language), {label.column: ("text", str)}, problems)
    for row in data.rows.get("organisations", ()):
        for name in row.several("former_names"):
            _check(row, FormerName(name=name), {"former_names": ("name", str)}, problems)
    for row in data.rows.get("provisions", ()):
        _check(row, Act(title_fr=row["act_fr"], title_nl=row["act_nl"]), _ACT_TITLES, problems)
        _check(row, Act(acronym_fr=row["acronym_fr"], acronym_nl=row["acronym_nl"]), _ACRONYMS, problems)


_ACT_TITLES = {"act_fr": ("title_fr", str), "act_nl": ("title_nl", str)}


def _check(row: Row, instance: models.Model, columns: Mapping[str, tuple[str, Convert]], problems: Problems) -> None:
    names = {name: column for column, (name, __) in columns.items() if row[column]}
    others = {each.name for each in instance._meta.fields} - set(names)
    try:
        instance.clean_fields(exclude=others)
    except ValidationError as refused:
        for name, messages in refused.message_dict.items():
            problems.add(row.problem(names[name], " ".join(messages)))
