"""What a page says about itself to whoever lists or finds it, without anyone knowing its type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Projection:
    """One page in one language, as plain text and facts; identifiers, not labels."""

    title: str
    lead: str
    body: str
    kind: str
    themes: tuple[str, ...] = ()
    organisation: str = ""
    municipalities: tuple[str, ...] = ()
    date: date | None = None
    state: str = ""
    audience: tuple[str, ...] = ()
