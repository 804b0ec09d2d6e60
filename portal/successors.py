"""What stands in the place of a theme that was deprecated, or of a body that was merged."""

from __future__ import annotations

from collections.abc import Mapping

Replacements = Mapping[int, int | None]


def successor(replaced_by: Replacements, pk: int) -> int:
    """Return the last key of a chain of replacements; in a circle that two editors have just made, the key itself."""
    seen = {pk}
    last = pk
    while (after := replaced_by.get(last)) is not None:
        if after in seen:
            return pk
        seen.add(after)
        last = after
    return last


def gathered(found: Mapping[int, int], replaced_by: Replacements) -> dict[int, int]:
    """Return the sets of records by what they name, those that name something replaced under what replaces it."""
    total: dict[int, int] = {}
    for pk, records in found.items():
        last = successor(replaced_by, pk)
        total[last] = total.get(last, 0) | records
    return total
