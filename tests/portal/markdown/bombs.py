"""Texts that cost Python-Markdown far more than their size, and an ordinary text of the greatest size allowed."""

_SIGNS = {
    "unclosed brackets": "[",
    "unclosed links": "[a](",
    "angle brackets": "<",
    "tags": "<div>",
    "attribute lists": "{:",
    "mixed emphasis": "*a **b ",
}

BOMBS = {
    **{name: sign * 20_000 for name, sign in _SIGNS.items()},
    "ampersands": "&" * 100_000,
    "nested quotes": ">" * 5_000 + "a",
    "back-ticks": "`" * 50_000,
    "low lines": "_" * 20_000 + "a",
    "back-ticks in runs that grow": " ".join("`" * length for length in range(1, 600)),
    "a list nested 400 deep": "\n".join("  " * level + "- a" for level in range(400)),
    "a table of 20,000 columns": "|a" * 20_000 + "\n" + "|-" * 20_000,
    "definitions of links": "[a]: " * 5_000,
    "3,000 footnotes": "\n\n".join(f"x[^{number}]\n\n[^{number}]: y" for number in range(3_000)),
    "20,000 addresses": "http://a.be " * 20_000,
    # Found by feeding the converter random repeated syntax.
    "list markers on one line": "- + " * 5_000,
    "list markers in a footnote": "x[^1]\n\n[^1]: " + "+ " * 5_000,
    "footnote marks without end": "[^" * 20_000,
    "rules in one paragraph": "\n---\nb" * 5_000,
    "definitions in one paragraph": "a\n:   b\n" * 5_000,
    "escaped back-ticks": "``\\[\\" * 10_000,
    "links opened one in another": "[" * 190 + "a" + "](x)" * 190,
}

_SECTION = (
    "## Visite du logement\n\nLe service **constate** l'état, voir [la liste](https://example.be/a) et `annexe B`.\n\n"
    "- humidité et moisissures\n- chauffage\n\n"
)
ORDINARY = (_SECTION * 2_000)[:200_000]
