"""What rendering Markdown costs: run ``python -m benchmarks.markdown`` (not by its path, which would hide the package).

Each row is a text, its size and the best of five runs: the guard, a rendering, and the same rendering found in the
cache. A page of a guide has about ten texts of the middle size.
"""

import os
import sys
import time
from collections.abc import Callable

import django
from django.core.cache import caches

_SECTION = """## Visite du logement

Le service **constate** l'état des lieux avec l'occupant et le bailleur, voir [la procédure](GT-2024-003).

- humidité, moisissures et ventilation
- installation électrique et gaz

| Étape | Délai |
|-------|------:|
| Visite | 15 jours |
| Rapport | 30 jours |

"""
SIZES = {"a step": 1, "a guide's explanation": 10, "the greatest text allowed": 200_000 // len(_SECTION)}


def best_of_five(action: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    """The shortest of five runs in milliseconds of processor time."""
    times = []
    for _run in range(5):
        prepare()
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> None:
    """Print the table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    from portal.markdown import check, render  # noqa: PLC0415 - needs the settings

    sys.stdout.write(f"{'text':28}{'characters':>12}{'guard ms':>12}{'render ms':>12}{'cached ms':>12}\n")
    for name, sections in SIZES.items():
        text = _SECTION * sections
        guard = best_of_five(lambda text=text: check(text))  # type: ignore[misc]
        fresh = best_of_five(lambda text=text: render(text), caches["renderings"].clear)  # type: ignore[misc]
        kept = best_of_five(lambda text=text: render(text))  # type: ignore[misc]
        sys.stdout.write(f"{name:28}{len(text):12,}{guard:12.2f}{fresh:12.2f}{kept:12.2f}\n")


if __name__ == "__main__":
    main()
