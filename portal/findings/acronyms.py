"""Acronyms that a reader may not know: neither well known, nor in the reference data, nor spelled out in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from law.models import Act
from organisations.models import Organisation, OrganisationKind
from portal.findings.word_lists import words_of
from themes.models import Label

_ACRONYM = re.compile(r"(?<![\w’'/.@-])[A-Z][A-Z&]{1,6}(?![\w/@-])")
_ROMAN = re.compile(r"[IVXLC]+")
#: A heading in capitals holds no acronyms that could be told from its words.
_CAPITALS = re.compile(r"[^\W\d_]{2,}")


def unexplained(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield (name, acronym) where each one that no reader is told first stands."""
    texts = list(texts)
    whole = "\n".join(text for _name, text in texts)
    first: dict[str, str] = {}
    for name, text in texts:
        for acronym in _in(text):
            first.setdefault(acronym, name)
    left = {acronym for acronym in first.keys() - words_of("acronyms") if not _is_spelled_out(acronym, whole)}
    known = in_reference_data() if left else set()
    yield from ((name, acronym) for acronym, name in first.items() if acronym in left - known)


def in_reference_data() -> set[str]:
    """Return the acronyms of bodies and acts, and the labels of themes; readers find them in the glossary."""
    rows = (
        chain.from_iterable(model.objects.values_list("acronym_fr", "acronym_nl"))
        for model in (Organisation, OrganisationKind, Act)
    )
    labels = Label.objects.values_list("text", flat=True)
    return {word for text in chain(*rows, labels) for word in re.split(r"[\s/,()]+", text) if _ACRONYM.fullmatch(word)}


def _in(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = _CAPITALS.findall(line)
        if len(words) > 1 and all(word.isupper() for word in words):
            continue
        yield from (found[0] for found in _ACRONYM.finditer(line) if not _ROMAN.fullmatch(found[0]))


def _is_spelled_out(acronym: str, text: str) -> bool:
    """Whether a text says “Words (ABC)”, or “ABC (a …)” with words that begin as the acronym does."""
    sign = re.escape(acronym)
    before = rf"\w{{2,}}[»”\"]?\s*\({sign}\)"
    after = rf"\b{sign}\s*\(\s*(?i:{sign[0]})[^\W\d_][^)\n]{{4,}}\)"
    return bool(re.search(f"{before}|{after}", text))
