"""What readers ask: words of the demonstration's titles and labels of the vocabulary, always the same ones."""

from __future__ import annotations

import csv
import random
import re
from urllib.parse import urlencode

from benchmarks.site import ROOT

PATHS = {"fr": "/fr/recherche/", "nl": "/nl/zoeken/"}
TITLE = re.compile(r"^(?:  - )?(?:title|question): (.+)$", re.MULTILINE)
WORD = re.compile(r"[^\W\d_]{4,}")
#: How often each kind of question is asked, in parts of a hundred.
KINDS = {"a word": 35, "two words": 25, "a label": 20, "a label in a theme": 10, "both languages": 5, "second page": 5}


def title_words(code: str) -> list[str]:
    """Return the words of the titles and questions of the demonstration's guides in one language, in one order."""
    guides = sorted((ROOT / "content" / "demo" / "guides").glob(f"*.{code}.md"))
    titles = " ".join(title for path in guides for title in TITLE.findall(path.read_text(encoding="utf-8")))
    return sorted({word.lower() for word in WORD.findall(titles)})


def labels(code: str) -> list[tuple[str, str]]:
    """Return (theme, label) for the preferred and alternative labels of the vocabulary in one language."""
    with (ROOT / "exchange" / "data" / "vocabulary.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    named = [(row["id"], row[f"{kind}_{code}"]) for row in rows for kind in ("prefLabel", "altLabel")]
    return [(theme, label) for theme, texts in named for label in texts.split(";") if label]


def questions(code: str, count: int, *, seed: int) -> list[str]:
    """Return the addresses, path and query string, of so many questions in one language."""
    chance = random.Random(f"{seed}:{code}")  # noqa: S311  No secret; they must be the same each time.
    words, terms = title_words(code), labels(code)
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=count)
    return [f"{PATHS[code]}?{urlencode(_parameters(kind, words, terms, chance))}" for kind in kinds]


def _parameters(kind: str, words: list[str], terms: list[tuple[str, str]], chance: random.Random) -> dict[str, str]:
    theme, label = chance.choice(terms)
    if kind == "a label":
        return {"q": label}
    if kind == "a label in a theme":
        return {"q": label, "theme": theme}
    if kind == "two words":
        return {"q": " ".join(chance.sample(words, 2))}
    more = {"both languages": {"language": "all"}, "second page": {"page": "2"}}
    return {"q": chance.choice(words), **more.get(kind, {})}
