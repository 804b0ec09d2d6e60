"""The map of the municipalities: a tile for each, darker the more there is to read about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from organisations.models import Municipality
from organisations.tile_layout import IN_TWO_ROWS, PLACES

#: Tones from one record to the most; a municipality without records has tone 0.
TONES = 3


@dataclass(frozen=True)
class Tile:
    """A municipality with a place on the map; ``url`` is empty where there is nothing to go to."""

    municipality: Municipality
    number: int
    tone: int
    url: str
    chosen: bool = False

    @property
    def column(self) -> int:
        return PLACES[self.municipality.nis][0]

    @property
    def row(self) -> int:
        return PLACES[self.municipality.nis][1]

    @property
    def tall(self) -> bool:
        return self.municipality.nis in IN_TWO_ROWS

    @property
    def code(self) -> str:
        """The first postcode, by which everyone in Brussels knows a municipality."""
        return self.municipality.postcodes.split(";")[0]


def tiles(rows: Iterable[tuple[Municipality, int]], urls: Mapping[str, str], chosen: Iterable[str] = ()) -> list[Tile]:
    """Return a tile for each municipality that the map knows, from the north-west; ``urls`` by NIS code."""
    known = [(each, number) for each, number in rows if each.nis in PLACES]
    most = max((number for _each, number in known), default=0)
    found = [
        Tile(each, number, -(-TONES * number // most) if number else 0, urls.get(each.nis, ""), each.nis in chosen)
        for each, number in known
    ]
    return sorted(found, key=lambda tile: (tile.row, tile.column))


def filtering_tiles(numbers: Mapping[str, int], query: QueryDict, name: str) -> list[Tile]:
    """Return tiles that put the filter ``name`` of a list on a municipality, or take it off again."""
    rows = [(each, numbers.get(each.nis, 0)) for each in Municipality.objects.all()]
    chosen = [nis for nis in query.getlist(name) if nis in numbers]
    urls = {nis: f"?{_toggled(query, name, nis)}" for nis in numbers}
    return tiles(rows, urls, chosen)


def _toggled(query: QueryDict, name: str, value: str) -> str:
    changed, values = query.copy(), query.getlist(name)
    changed.pop("page", None)
    changed.setlist(name, [each for each in values if each != value] if value in values else [*values, value])
    return changed.urlencode()
