"""Raised and lowered signs, for which Markdown has no form: signs of their own where there are such, else as they are.

Letters stay letters: “1er” and “Mme” are read by everybody, found by search and spoken by screen readers.
"""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-=()−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻")
_LOWERED = str.maketrans("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
_TABLES = {"superscript": _RAISED, "subscript": _LOWERED}


def raised(text: str, place: str) -> str:
    """Return the words of a run that Word puts higher (``superscript``) or lower (``subscript``), or where it was."""
    table = _TABLES.get(place)
    if table is None or not text.strip():
        return text
    if place == "superscript" and text.strip() == "o":
        return text.replace("o", "°")
    return text.translate(table) if all(ord(sign) in table for sign in text.strip()) else text
