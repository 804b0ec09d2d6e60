"""What the name of a file says of it: a title that can be read, its language, and what kind of document it is.

``guess("PV_panel-2_FR_v3.pdf")`` is “PV panel 2” in French. It is a guess, made to be looked at: what the name does not
say clearly is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

import languages

_LANGUAGES = {"fr": "fr", "fra": "fr", "fre": "fr", "francais": "fr", "français": "fr", "frans": "fr"}
_LANGUAGES |= {"nl": "nl", "nld": "nl", "dut": "nl", "ned": "nl", "nederlands": "nl", "néerlandais": "nl"}
_BOTH = {"frnl", "nlfr", "bil", "bilingue", "tweetalig"}
#: Words of which both the kind of document and the language can be told; two words are looked for as they stand.
_KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "form": {
        "fr": ("formulaire", "modèle", "modele", "lettre type", "courrier type"),
        "nl": ("formulier", "sjabloon", "modelbrief", "standaardbrief"),
    },
    "report": {
        "fr": ("rapport", "compte rendu", "compte-rendu", "procès verbal", "procès-verbal", "pv", "cr"),
        "nl": ("verslag", "notulen", "rapport"),
    },
    "slides": {
        "fr": ("présentation", "presentation", "diapositives", "diapos", "slides"),
        "nl": ("presentatie", "slides"),
    },
    "note": {"fr": ("note",), "nl": ("nota",)},
}
_SLIDES = {"pptx", "odp"}
#: Small words that only one of the two languages has.
_SMALL = {
    "fr": {"du", "des", "les", "la", "le", "pour", "avec", "sur", "aux", "et", "une"},
    "nl": {"het", "een", "van", "voor", "met", "over", "bij", "en", "tot"},
}
_CAPITALS = {"pv", "cr", "rgpd", "avg", "cpas", "ocmw", "faq", "slrb", "bghm", "ais", "svk"}
_VERSION = re.compile(r"(?:v|vers|versie|version)\.?\d+(?:[.,]\d+)*", re.IGNORECASE)
_STATE = {"final", "finale", "finaal", "def", "definitief", "définitif", "definitif", "copie", "kopie", "copy"}
_COPY = re.compile(r"\s*\(\d{1,2}\)\s*$")
_DATE = re.compile(r"\d{1,4}-\d{1,2}-\d{1,4}")
_GLUED = re.compile(r"([^\W\d_]{4,})(\d{1,2})")
_LONGEST = 255


@dataclass(frozen=True)
class Guess:
    """``language`` is a code or empty; ``kind`` is one of the kinds of documents or empty."""

    title: str
    language: str = ""
    kind: str = ""


def guess(name: str) -> Guess:
    """Return what the name of a file says of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    words = _words(path.stem if path.suffix else path.name)
    kept = [word for word in words if not _is_about_the_file(word)]
    title = _title(kept) or path.stem
    return Guess(title[:_LONGEST], _language(words), _kind(kept, path.suffix))


def stem(name: str) -> str:
    """Return the name of a file as the admin puts it into the field of the title: without its extension."""
    return re.sub(r"\.[^.]+$", "", name)


def _words(name: str) -> list[str]:
    """Divide a name into words; a hyphen within a word stays where something else stands between the words."""
    name = _COPY.sub("", name).replace("+", " ").replace("_", " ").replace(",", " ")
    if " " not in name.strip():
        name = _DATE.sub(lambda found: found[0].replace("-", "\0"), name).replace("-", " ").replace("\0", "-")
    words = [part for word in name.split() for part in _parts(word)]
    return [part for word in words for part in _GLUED.sub(r"\1 \2", word).split()]


def _parts(word: str) -> Iterable[str]:
    """Divide ``panel-2`` and ``nota-fr``, but not ``compte-rendu`` nor a date."""
    if _DATE.fullmatch(word):
        return [word]
    pieces = [piece for piece in word.strip("-.").split("-") if piece]
    if any(piece.isdigit() or _is_about_the_file(piece) for piece in pieces):
        return pieces
    return ["-".join(pieces)] if pieces else []


def _is_about_the_file(word: str) -> bool:
    folded = word.casefold()
    return folded in _LANGUAGES or folded in _BOTH or folded in _STATE or bool(_VERSION.fullmatch(word))


def _title(words: list[str]) -> str:
    text = " ".join(word.upper() if word.casefold() in _CAPITALS else word for word in words)
    return text[:1].upper() + text[1:]


def _language(words: list[str]) -> str:
    """Return the language that a name gives, else the one of its words; nothing for both and for neither."""
    folded = [word.casefold() for word in words]
    said = {_LANGUAGES[word] for word in folded if word in _LANGUAGES}
    if said or _BOTH.intersection(folded):
        return said.pop() if len(said) == 1 and not _BOTH.intersection(folded) else ""
    told = {code for code in languages.CODES if _is_in(folded, code)}
    return told.pop() if len(told) == 1 else ""


def _is_in(words: list[str], code: str) -> bool:
    own = {word for kinds in _KINDS.values() for word in kinds[code]}
    foreign = {word for kinds in _KINDS.values() for word in kinds[languages.other(code)]}
    return bool(_SMALL[code].intersection(words)) or _says(words, own - foreign)


def _says(words: list[str], wanted: Iterable[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {word} " in text for word in wanted)


def _kind(words: list[str], suffix: str) -> str:
    """Return the kind that the words name; a file of slides is one whatever it is called."""
    if suffix.lower().lstrip(".") in _SLIDES:
        return "slides"
    folded = [word.casefold() for word in words]
    found = [kind for kind, by_language in _KINDS.items() if any(_says(folded, each) for each in by_language.values())]
    return found[0] if len(found) == 1 else ""
