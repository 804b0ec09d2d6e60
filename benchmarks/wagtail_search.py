"""The same records and questions in Wagtail's own search (modelsearch) on SQLite: the ten best with all words.

    python -m benchmarks.wagtail_search fr 100000

It counts no facets. A question that has taken ``MOST_SECONDS`` of the processor is broken off, and counts as that much.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from benchmarks.search_records import Records, questions

QUESTIONS = 3
MOST_SECONDS = 60.0
AT_A_TIME = 1_000
STEPS_BETWEEN_LOOKS = 100_000


def prepare(path: Path) -> None:
    """Make a database with the tables of the search and of the records, and nothing else."""
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": path}},
        INSTALLED_APPS=["django.contrib.contenttypes", "modelsearch", "benchmarks.wagtail_records"],
        MODELSEARCH_BACKENDS={"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def measure(language: str, count: int) -> dict[str, Any]:
    """Return the processor seconds of each question, and of the indexing of a record."""
    from modelsearch.backends import get_search_backend  # noqa: PLC0415 - needs the settings made above.

    from benchmarks.wagtail_records.models import Record  # noqa: PLC0415 - as above.

    backend = get_search_backend()
    index = backend.get_index_for_model(Record)
    records = iter(Records(language, count).everything())
    begun = time.process_time()
    while batch := list(islice(records, AT_A_TIME)):
        rows = [Record(title=each.title, body=f"{each.lead} {each.body}") for each in batch]
        index.add_items(Record, Record.objects.bulk_create(rows))
    indexed = time.process_time() - begun
    seconds = [_asked(backend, Record, text) for text in questions(language, QUESTIONS)]
    return {"indexing": count / indexed, "seconds": seconds, "broken_off": max(seconds) >= MOST_SECONDS}


def _asked(backend: Any, model: Any, text: str) -> float:
    begun = time.process_time()
    connection.connection.set_progress_handler(lambda: time.process_time() - begun > MOST_SECONDS, STEPS_BETWEEN_LOOKS)
    try:
        list(backend.search(text, model)[:10])
    except OperationalError as error:
        if "interrupted" not in str(error):
            raise
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=["fr", "nl"])
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder) / "wagtail.sqlite3")
        json.dump(measure(options.language, options.count), sys.stdout)


if __name__ == "__main__":
    main()
