"""Keeps the message catalogues in step with the source, with Python alone: no gettext programs are needed.

``update`` adds new messages to the catalogues, drops those no longer used and compiles; ``check`` fails when a message
is missing, untranslated or unsure, or when a compiled catalogue is older than its text.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = {".venv", ".ci", "var", "tests", "benchmarks", "docs", "node_modules", "migrations"}
# Name of the function: which arguments are the context, the message and its plural.
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
PLURALS = {"fr": "(n > 1)", "nl": "(n != 1)"}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]")
STRING = r"""u?((?:'(?:[^'\\]|\\.)*')|(?:"(?:[^"\\]|\\.)*"))"""
IN_TEMPLATE = re.compile(rf"\b(_|n?p?gettext)\(\s*{STRING}(?:,\s*{STRING})?(?:,\s*{STRING})?", re.DOTALL)


class Message(NamedTuple):
    """One message: its context, its English text and the plural of that."""

    context: str | None
    text: str
    plural: str | None


def files(suffix: str) -> Iterator[Path]:
    """Yield the files of the project that may hold messages."""
    for path in sorted(ROOT.rglob(f"*{suffix}")):
        if not LEFT_OUT & set(path.relative_to(ROOT).parts):
            yield path


def message(name: str, arguments: list[str | None]) -> Message | None:
    """Return the message of one call, or None when it is not written out."""
    places = FUNCTIONS[name]
    context, text, plural = (arguments[at] if at is not None and at < len(arguments) else None for at in places)
    return Message(context, text, plural) if text else None


def in_python(path: Path) -> Iterator[Message]:
    """Yield the messages of a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in FUNCTIONS:
            literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            found = message(name, [text if isinstance(text, str) else None for text in literals])
            if found:
                yield found


def in_template(path: Path) -> Iterator[Message]:
    """Yield the messages of a template, which Django first turns into calls."""
    for match in IN_TEMPLATE.finditer(templatize(path.read_text(encoding="utf-8"))):
        name, *literals = match.groups()
        found = message(name, [ast.literal_eval(literal) if literal else None for literal in literals])
        if found:
            yield found


def wanted() -> set[Message]:
    """Return every message of the project."""
    found = {entry for path in files(".py") for entry in in_python(path)}
    for suffix in (".html", ".mjml", ".txt", ".xml"):
        templates = (path for path in files(suffix) if "templates" in path.parts)
        found |= {entry for path in templates for entry in in_template(path)}
    return found


def key(entry: polib.POEntry) -> Message:
    """Return the message that an entry of a catalogue translates."""
    return Message(entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def update(path: Path, messages: set[Message]) -> None:
    """Add what is new, drop what is gone, and compile."""
    catalogue = polib.pofile(str(path)) if path.exists() else new_catalogue(path)
    have = {key(entry): entry for entry in catalogue}
    in_order = sorted(messages, key=lambda entry: (entry.text, str(entry)))
    entries = [have.get(entry) or new_entry(entry) for entry in in_order]
    catalogue.clear()
    catalogue.extend(entries)
    catalogue.save()
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def new_catalogue(path: Path) -> polib.POFile:
    """Return the empty catalogue of a language, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    code = path.parent.parent.name
    catalogue = polib.POFile(fpath=str(path), wrapwidth=110)
    catalogue.metadata = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals=2; plural={PLURALS[code]};",
    }
    return catalogue


def new_entry(wanted_message: Message) -> polib.POEntry:
    """Return the empty entry of a new message."""
    context, text, plural = wanted_message
    plurals = {"msgid_plural": plural, "msgstr_plural": {0: "", 1: ""}} if plural else {}
    return polib.POEntry(msgctxt=context, msgid=text, **plurals)


def faults(path: Path, messages: set[Message]) -> Iterator[str]:
    """Yield what is wrong with one catalogue."""
    catalogue = polib.pofile(str(path))
    have = {key(entry) for entry in catalogue if not entry.obsolete}
    yield from (f"missing: {entry.text!r}" for entry in sorted(messages - have, key=str))
    yield from (f"not used any more: {entry.text!r}" for entry in sorted(have - messages, key=str))
    yield from (f"not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries())
    yield from (f"marked as unsure: {entry.msgid!r}" for entry in catalogue.fuzzy_entries())
    yield from (f"other placeholders: {entry.msgid!r}" for entry in catalogue if not same_placeholders(entry))
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        yield "the compiled catalogue is not that of the text"


def same_placeholders(entry: polib.POEntry) -> bool:
    """Return whether a translation keeps the placeholders; a singular may leave out its number."""
    wanted_ones = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    last = entry.msgstr_plural[max(entry.msgstr_plural)] if entry.msgstr_plural else entry.msgstr
    return not last or set(PLACEHOLDER.findall(last)) == wanted_ones


def main(order: str) -> int:
    """Do as told and return the exit code."""
    settings.configure()
    messages = wanted()
    count = 0
    for code in sorted(PLURALS):
        path = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
        if order == "update":
            update(path, messages)
        for fault in faults(path, messages):
            count += 1
            sys.stderr.write(f"{path.relative_to(ROOT)}: {fault}\n")
    if count:
        sys.stderr.write(f"{count} faults in the catalogues; `make messages` adds what is missing.\n")
    return 1 if count and order == "check" else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["update"], ["check"]):
        raise SystemExit(__doc__)
    raise SystemExit(main(sys.argv[1]))
