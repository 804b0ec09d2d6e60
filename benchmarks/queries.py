"""How often public pages ask the database with nothing in the cache: prints the numbers by page as JSON.

It reads the site of DATA_DIR; ``tests/scenarios/test_queries.py`` holds the limits, this shows them on a large site.
"""

from __future__ import annotations

import json
import sys

import django
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.site import HOST
from tests.browser.demo_site import PAGES

COUNTED = ("home", "guides", "guide", "search")


def queries(path: str) -> int:
    """Return how often a page asks, in a process that has shown it before and with an empty cache."""
    visitor = Client(SERVER_NAME=HOST)
    visitor.get(path)
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as found:
        status = visitor.get(path).status_code
    if status != 200:
        raise SystemExit(f"{path} answers {status}")
    return len(found)


def main() -> None:
    """Print the number for each path that is given, else the greater one of both languages for the main pages."""
    django.setup()
    paths = sys.argv[1:]
    found = {path: queries(path) for path in paths} or {
        name: max(map(queries, PAGES[name].values())) for name in COUNTED
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
