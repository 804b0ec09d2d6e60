"""What an index of a search cluster holds: its mapping and settings, and a document as the cluster takes it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from search.analysis import ANALYSIS_VERSION
from search.engines.base import Change
from search.engines.fts5_query import SECONDS_PER_DAY
from search.streams import STREAMS, ZONES, streams

#: The document of an index that says up to which seq it has the changes; it is no document of ours.
MARK = "~indexed"

# Positions are kept where something asks for words next to each other: phrases in exact words, neighbours in the body.
PLACED: dict[str, Any] = {"type": "text", "analyzer": "whitespace"}
COUNTED: dict[str, Any] = {**PLACED, "index_options": "freqs"}
KEYWORD, NUMBER = {"type": "keyword"}, {"type": "long"}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"includes": ["seq"]},
    "properties": {
        **{f"{zone}_{stream}": COUNTED for zone in ZONES for stream in STREAMS},
        **{f"{zone}_exact": PLACED for zone in ZONES},
        # While somebody types, titles are looked for by the beginnings of their words.
        "title_exact": {**PLACED, "index_prefixes": {"min_chars": 2, "max_chars": 5}},
        "title_lead": COUNTED,
        "body_stem": PLACED,
        # The words once each, to be counted over all documents.
        "words": {"type": "keyword", "index": False},
        "key": KEYWORD,
        "page": NUMBER,
        "seq": NUMBER,
        "facets": {"type": "keyword", "eager_global_ordinals": True},
        "restrictions": NUMBER,
        "until": NUMBER,
        "day": NUMBER,
        "verified": NUMBER,
        "date": {"type": "date", "format": "epoch_second"},
    },
}
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # A change that arrives long after the document was deleted is still known to be older.
    "gc_deletes": "1h",
    # Pages found in one language are left out of the other one, however many they are.
    "max_terms_count": 10_000_000,
}
#: An index made with another mapping or other rules of analysis must not serve.
VERSION = f"{ANALYSIS_VERSION}-{hashlib.sha256(json.dumps([MAPPING, SETTINGS]).encode()).hexdigest()[:8]}"


def document(language: str, change: Change) -> dict[str, Any]:
    """Return a document as the cluster takes it; a field that would be empty is left out."""
    terms = streams(language, title=change.title, lead=change.lead, body=change.body, files=change.files)
    found: dict[str, Any] = {"title_lead": terms.lead or None}
    words: set[str] = set()
    for zone, columns in zip(ZONES, (terms.title, terms.body, terms.file), strict=True):
        if columns:
            found |= {f"{zone}_{stream}": each or None for stream, each in zip(STREAMS, columns, strict=True)}
            words.update(columns.exact.split())
    found |= {"words": sorted(words), "key": change.key, "page": change.page, "seq": change.seq}
    found |= {"facets": [f"{facet}={value}" for facet, value in change.facets]}
    found |= {"restrictions": change.restrictions, "until": change.until, "day": change.day}
    found |= {"verified": change.verified, "date": None if change.day is None else change.day * SECONDS_PER_DAY}
    return {name: value for name, value in found.items() if value is not None and value != [] and value != ()}
