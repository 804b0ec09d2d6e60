"""What may stand under a key of the front matter: one function per kind of value.

Each takes the entry and what is known, returns the value, and raises ``Refused`` with the line and the key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from exchange.bundle_files import BrokenPath, checked_file, checked_picture
from exchange.front_matter import Entry, Refused
from exchange.reference_tables import IDENTIFIER, TABLES

REFERENCE = re.compile(r"[A-Z]{2,3}-\d{4}-\d{3,}", re.ASCII)
RECORD_NAME = re.compile(r"[a-z0-9-]+(?:/[A-Za-z0-9._-]+){1,3}")
FILE_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Context:
    """What a bundle is read against: its folder, the known identifiers, and the check of Markdown."""

    root: Path
    ids: Mapping[str, frozenset[str]]
    groups: frozenset[str]
    check_markdown: Callable[[str], None]


Read = Callable[[Entry, Context], Any]


def typed(entry: Entry) -> str:
    """Return the text of an entry; raise Refused when it is a list."""
    if not isinstance(entry.value, str):
        raise Refused(entry.line, entry.key, _("A text is expected here, not a list."))
    return entry.value.strip()


def text(limit: int) -> Read:
    """A text on one line of at most ``limit`` characters."""

    def read(entry: Entry, context: Context) -> str:
        value = " ".join(typed(entry).split())
        if len(value) > limit:
            counts = {"found": len(value), "limit": limit}
            message = _("The text has %(found)d characters; at most %(limit)d fit.") % counts
            raise Refused(entry.line, entry.key, message)
        return value

    return read


def markdown(entry: Entry, context: Context) -> str:
    value = typed(entry)
    try:
        context.check_markdown(value)
    except ValidationError as refused:
        raise Refused(_line_of(refused, entry), entry.key, " ".join(refused.messages)) from None
    return value


def _line_of(refused: ValidationError, entry: Entry) -> int:
    """Return the line of the file that is refused, and let the message name the same one."""
    params = getattr(refused, "params", None) or {}
    if entry.below and "line" in params:
        params["line"] += entry.line - 1
        return int(params["line"])
    return entry.line


def matching(pattern: re.Pattern[str], example: str, limit: int) -> Read:
    """A text that ``pattern`` matches as a whole."""

    def read(entry: Entry, context: Context) -> str:
        value = typed(entry)
        if len(value) > limit or not pattern.fullmatch(value):
            place = {"value": value[:100], "example": example, "limit": limit}
            message = _("“%(value)s” is not like “%(example)s”, or longer than %(limit)d characters.") % place
            raise Refused(entry.line, entry.key, message)
        return value

    return read


slug = matching(IDENTIFIER, "logement-insalubre", 80)
reference = matching(REFERENCE, "GT-2024-003", 20)
record_name = matching(RECORD_NAME, "guides/visite", 200)
file_name = matching(FILE_NAME, "visite", 100)


def truth(entry: Entry, context: Context) -> bool:
    value = typed(entry).lower()
    if value not in ("true", "false", "yes", "no"):
        raise Refused(entry.line, entry.key, _("Write true or false here."))
    return value in ("true", "yes")


def choice(choices: Mapping[str, Any]) -> Read:
    """One of a few words; ``choices`` gives the value that each word stands for."""

    def read(entry: Entry, context: Context) -> Any:
        word = typed(entry)
        if word not in choices:
            place = {"value": word[:100], "choices": ", ".join(choices)}
            raise Refused(entry.line, entry.key, _("“%(value)s” is not one of: %(choices)s.") % place)
        return choices[word]

    return read


def identifier(*tables: str) -> Read:
    """An identifier of one of the reference tables."""

    def read(entry: Entry, context: Context) -> str:
        value = typed(entry)
        if not any(value in context.ids.get(table, ()) for table in tables):
            place = {"value": value[:100], "tables": ", ".join(TABLES[table].file for table in tables)}
            raise Refused(entry.line, entry.key, _("“%(value)s” is unknown in %(tables)s.") % place)
        return value

    return read


def identifiers(table: str) -> Read:
    """A list of identifiers, none of them twice."""
    read_one = identifier(table)

    def read(entry: Entry, context: Context) -> tuple[str, ...]:
        return _each_once(entry, context, read_one)

    return read


def _each_once(entry: Entry, context: Context, read_one: Read) -> tuple[str, ...]:
    if not isinstance(entry.value, list):
        raise Refused(entry.line, entry.key, _("A list is expected here."))
    values: list[str] = []
    for item in entry.value:
        value = read_one(item, context)
        if value in values:
            raise Refused(item.line, item.key, _("“%(value)s” stands twice in the list.") % {"value": value})
        values.append(value)
    return tuple(values)


def access(entry: Entry, context: Context) -> str:
    value = typed(entry)
    if value not in ("public", "members") and value not in context.groups:
        message = _("“%(value)s” is neither “public”, “members” nor a group of users.") % {"value": value[:100]}
        raise Refused(entry.line, entry.key, message)
    return value


def mailbox(entry: Entry, context: Context) -> str:
    return _validated(typed(entry), validate_email, entry)


def url(limit: int) -> Read:
    """The address of a page outside the portal, of at most ``limit`` characters."""
    read_text, validate = text(limit), URLValidator(schemes=["http", "https"])

    def read(entry: Entry, context: Context) -> str:
        return _validated(read_text(entry, context), validate, entry)

    return read


def _validated(value: str, validate: Callable[[str], None], entry: Entry) -> str:
    try:
        validate(value)
    except ValidationError as refused:
        raise Refused(entry.line, entry.key, " ".join(refused.messages)) from None
    return value


def words(*known: str) -> Read:
    """A list of some of a few words, none of them twice."""
    read_one = choice({word: word for word in known})

    def read(entry: Entry, context: Context) -> tuple[str, ...]:
        return _each_once(entry, context, read_one)

    return read


def person(entry: Entry, context: Context) -> str:
    """Nothing: who may be named is decided where the consent is kept."""
    message = _("Persons are not imported: name them in the portal, where their consent is recorded.")
    raise Refused(entry.line, entry.key, message)


def path(entry: Entry, context: Context) -> str:
    """The path of a file of the bundle, from its folder on."""
    return _file(entry, context, checked_file)


def picture(entry: Entry, context: Context) -> str:
    """The path of a picture of the bundle, from its folder on."""
    return _file(entry, context, checked_picture)


def _file(entry: Entry, context: Context, check: Callable[[Path, str], Path]) -> str:
    value = typed(entry)
    try:
        check(context.root, value)
    except BrokenPath as broken:
        raise Refused(entry.line, entry.key, str(broken)) from None
    return value
