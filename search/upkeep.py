"""What the portal does for search by itself: its jobs, its checks, and the look that the doctor takes at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

import languages
from portal.findings.checks import register as register_check
from portal.jobs import Daily, Every, Job
from portal.jobs import register as register_job
from portal.probes import Probe
from portal.probes import register as register_probe
from search import counts, tasks
from search.engine import engine
from search.file_findings import unread_files
from search.models import SearchDocument


def sync() -> str:
    """Look through everything once a night; a difference means that an event was missed."""
    drift = tasks.sync()
    return f"{drift.documents} documents, indexes: {', '.join(drift.indexes) or 'none'}" if drift else ""


def faults() -> Iterator[str]:
    """Yield the indexes that cannot serve; a site without documents needs none."""
    for language in languages.CODES:
        health = engine().health(language)
        if health.problem and SearchDocument.objects.filter(language=language, deleted=False).exists():
            yield f"{language}: {health.problem}; {health.remedy}"


register_job(Job("search_catch_up", tasks.catch_up, Every(timedelta(minutes=1)), lease=timedelta(minutes=30)))
register_job(Job("search_read_documents", tasks.read_documents, Every(timedelta(minutes=10))))
register_job(Job("search_counts", counts.flush, Every(timedelta(minutes=1))))
register_job(Job("search_forget", counts.forget, Daily(time(3, 25))))
register_job(Job("search_sync", sync, Daily(time(3, 30)), lease=timedelta(hours=1)))
register_check(unread_files)
register_probe(Probe("search", faults, quick=True))
