"""Whose data was erased, kept outside the database: a backup that is restored brings back what was erased since.

Two files, in ``DATA_DIR`` and beside the backups, hold one line per erasure: a keyed hash, which cannot be read back,
and the time. Somebody who comes back by a sign-up of her own has a line that says so.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from portal import key_ring

FILE = "erasures.jsonl"
HASHED_FOR = "erasure"
ERASED, BACK = "erased", "back"


def remember(address: str) -> None:
    """Write down that an address, normalised, was erased."""
    _add(address, ERASED)


def forget(address: str) -> None:
    """Write down that somebody who was erased came back; nothing is written for anybody else."""
    if is_erased(address):
        _add(address, BACK)


def is_erased(address: str) -> bool:
    """Whether the last that is known of an address is that it was erased."""
    erased = erased_hashes()
    return any(each in erased for each in key_ring.hashes(address, purpose=HASHED_FOR))


def erased_hashes() -> set[str]:
    """Return the hashes of the addresses that are to stay erased; the files of both places count."""
    last: dict[str, tuple[str, str]] = {}
    for line in _lines():
        last[line["address"]] = max(last.get(line["address"], ("", "")), (line["at"], line["what"]))
    return {address for address, (_at, what) in last.items() if what == ERASED}


def _lines() -> Iterator[dict[str, str]]:
    for path in _files():
        if path.exists():
            for line in path.read_text(encoding="ascii").splitlines():
                yield json.loads(line)


def _files() -> list[Path]:
    folders = [settings.DATA_DIR, settings.BACKUP_DIR]
    return [Path(folder) / FILE for folder in folders if folder]


def _add(address: str, what: str) -> None:
    hashed = key_ring.hashes(address, purpose=HASHED_FOR)[0]
    line = json.dumps({"address": hashed, "what": what, "at": timezone.now().isoformat()})
    for path in _files():
        path.parent.mkdir(parents=True, exist_ok=True)
        # One write of one line: two processes do not mix theirs.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="ascii") as file:
            file.write(f"{line}\n")
