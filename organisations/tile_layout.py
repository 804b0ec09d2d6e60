"""Where each municipality stands on the map of tiles: its column and row, roughly as on a map of the Region."""

from collections.abc import Mapping

#: NIS code to (column, row). The City of Brussels stands in two rows, as it reaches from the centre to the north.
PLACES: Mapping[str, tuple[int, int]] = {
    "21008": (2, 1),  # Ganshoren
    "21010": (3, 1),  # Jette
    "21006": (5, 1),  # Evere
    "21003": (1, 2),  # Berchem-Sainte-Agathe
    "21011": (2, 2),  # Koekelberg
    "21004": (3, 2),  # Brussels
    "21014": (4, 2),  # Saint-Josse-ten-Noode
    "21015": (5, 2),  # Schaerbeek
    "21012": (2, 3),  # Molenbeek-Saint-Jean
    "21005": (4, 3),  # Etterbeek
    "21018": (5, 3),  # Woluwe-Saint-Lambert
    "21001": (2, 4),  # Anderlecht
    "21013": (3, 4),  # Saint-Gilles
    "21009": (4, 4),  # Ixelles
    "21019": (5, 4),  # Woluwe-Saint-Pierre
    "21007": (2, 5),  # Forest
    "21016": (3, 5),  # Uccle
    "21017": (4, 5),  # Watermael-Boitsfort
    "21002": (5, 5),  # Auderghem
}
IN_TWO_ROWS = frozenset({"21004"})
