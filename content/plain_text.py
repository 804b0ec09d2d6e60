"""Writes the words of the demonstration, its sheets and the catalogues as plain text, for a proofreading program.

``python content/plain_text.py FOLDER`` makes one file per source file and language in the folder given:
``guides-vacancy-control.fr.txt`` …, ``sheet-grille-tri.fr.txt`` …, ``django.fr.txt``, ``django.nl.txt``.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import yaml

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "content" / "demo"
SOURCES = ROOT / "content" / "sources"
LANGUAGES = ("fr", "nl")
# The keys of the front matter that hold sentences; the others hold identifiers, paths and dates.
WORDS = {
    *("title", "summary", "purpose", "prerequisites", "frequent_mistakes", "text", "warning", "time_limit"),
    *("question", "answer", "comment", "contributing_working_group", "contact_service", "label", "sentence"),
    *("role", "duration", "skills", "tools", "indicator", "unit", "period", "source", "no_result_yet"),
    *("personal_data_which", "personal_data_basis", "expert_opinion", "image_alt", "introduction"),
    *("place", "place_address", "place_access", "speakers", "opening", "closing", "survey_summary", "function"),
    *("how_to_join", "decisions", "closing_report", "subject", "feedback", "enforcement", "alternative"),
}
LINK = re.compile(r"!?\[([^\]\n]+)\]\([^)\s]+\)")
# Marks at the start of a line, and pairs of marks around words.
MARKS = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}\.)[ \t]+|\*{1,3}|`+", re.MULTILINE)
# Elements of HTML: those that end a paragraph, and any other.
BLOCK, ELEMENT = re.compile(r"</(?:h\d|p|li|td|th|caption)>"), re.compile(r"<[^>]+>")
REFERENCE = re.compile(r"[A-Z]{2}-\d{4}-\d{3}")
# Placeholders: templates write numbers as texts, under names that say so.
NUMBER = re.compile(r"%(?:\(\w+\))?[dif]|%\((?:number|minutes)\)s|\{\}")
DATE = re.compile(r"%\((?:date|when|until|start|end)\)s")
# An option of a command and a moment as they are typed are no words.
TYPED = re.compile(r"--[a-z][a-z-]+|\d{4}-\d\d-\d\dT\d\d:\d\d")
RECORD = re.compile(r"%\((?:other|this|reference)\)s")
NAME = re.compile(r"%(?:\(\w+\))?s|\{\w+\}")


def without_marks(markdown: str) -> str:
    """Return the words of a Markdown text, the lines of a paragraph joined, a paragraph or row of a list per line."""
    paragraphs = re.split(r"\n\s*\n|\n(?=[ \t]*[-*+#>|] )", markdown)
    return "\n\n".join(MARKS.sub("", LINK.sub(r"\1", " ".join(each.split("\n")))).strip() for each in paragraphs)


def sentences(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts below a value of the front matter."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from sentences(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from sentences(each, key)
    elif key in WORDS and value and (key != "role" or " " in str(value)):
        # A role is told in a sentence, or is a word of a closed list.
        yield without_marks(str(value))


def of_record(path: Path) -> str:
    """Return the words of a record: those of its front matter, then its body."""
    _nothing, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return "\n\n".join([*sentences(yaml.safe_load(head)), without_marks(body)])


def of_table(path: Path, code: str) -> str:
    """Return the words of the columns of one language of a CSV file."""
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    return "\n\n".join(text for row in rows for name, text in row.items() if name.endswith(f"_{code}") and text)


def of_sheet(path: Path) -> str:
    """Return the words of a sheet or letter, a paragraph or cell per line."""
    paragraphs = BLOCK.split(REFERENCE.sub("Anderlecht", path.read_text(encoding="utf-8")))
    return "\n\n".join(filter(None, (ELEMENT.sub("", each).strip() for each in paragraphs)))


def of_catalogue(path: Path) -> str:
    """Return the translations of a catalogue, one a paragraph, each made a sentence that stands by itself."""
    translations: list[str] = []
    for entry in polib.pofile(str(path)):
        # Parts of addresses are no words of a language.
        if not entry.msgid.endswith("/"):
            translations += spelt_out(entry)
    return "\n\n".join(translations)


def spelt_out(entry: polib.POEntry) -> list[str]:
    """Return the translation of an entry, or both its forms, the singular first."""
    if entry.msgstr_plural:
        return [as_sentence(form, "12" if plural else "1") for plural, form in sorted(entry.msgstr_plural.items())]
    return [as_sentence(entry.msgstr, "12")]


def as_sentence(text: str, number: str) -> str:
    """Return a message with its placeholders filled, and a capital: most are labels in lower case."""
    words = TYPED.sub("Anderlecht", ELEMENT.sub("", text))
    filled = NAME.sub("Anderlecht", RECORD.sub("GT-2024-001", DATE.sub("02/05/2025", NUMBER.sub(number, words))))
    return filled[:1].upper() + filled[1:]


def write(folder: Path) -> None:
    """Write every text; the folder is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for code in LANGUAGES:
        for record in sorted(DEMO.rglob(f"*.{code}.md")):
            (folder / f"{_name(record)}.txt").write_text(of_record(record), encoding="utf-8")
        for table in sorted(DEMO.glob("*/*/*.csv")):
            (folder / f"{_name(table)}.{code}.txt").write_text(of_table(table, code), encoding="utf-8")
        for sheet in sorted(SOURCES.glob(f"*/*.{code}.html")):
            (folder / f"sheet-{sheet.stem}.txt").write_text(of_sheet(sheet), encoding="utf-8")
        catalogue = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
        (folder / f"django.{code}.txt").write_text(of_catalogue(catalogue), encoding="utf-8")


def _name(path: Path) -> str:
    return "-".join(path.relative_to(DEMO).with_suffix("").parts)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]))
