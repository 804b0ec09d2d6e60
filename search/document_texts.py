"""The texts of documents: which are wanted, read by a process of its own, kept, and given to the pages that use one."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.document_access import pages_that_use
from portal.models.media import PortalDocument
from search import documents, extraction
from search.models import DocumentText

PROGRAM = Path(extraction.__file__)
#: A process that its own limits have not ended by then, in seconds.
PATIENCE = 40
#: A file that has ended so many processes without an answer is not tried again.
MOST_ATTEMPTS = 2
LONGEST_ANSWER = 4 * extraction.MOST_CHARACTERS
#: The process gets nothing of the environment of the site, which holds its secrets.
ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}

logger = logging.getLogger(__name__)


def kind_of(document: PortalDocument) -> str:
    """Return the kind of file that can be read, empty for any other."""
    extension = PurePosixPath(document.file.name or "").suffix.lower().lstrip(".")
    return extension if extension in extraction.KINDS else ""


def fingerprint_of(document: PortalDocument) -> str:
    return f"{document.file.name}:{document.file_hash}"[:200]


def is_wanted(document: PortalDocument) -> bool:
    """Whether the file of a document can be read and has not been yet."""
    if not kind_of(document):
        return False
    known = DocumentText.objects.filter(document_id=document.pk, fingerprint=fingerprint_of(document))
    return not known.exclude(state=DocumentText.State.WAITING).exists()


def wanted() -> list[int]:
    """Return the documents of which the text is not known, and what can be said of the file not either."""
    done = DocumentText.objects.exclude(state=DocumentText.State.WAITING).values_list("document_id", "fingerprint")
    known = set(done)
    rows = PortalDocument.objects.only("pk", "file", "file_hash").order_by("pk").iterator(500)
    return [each.pk for each in rows if kind_of(each) and (each.pk, fingerprint_of(each)) not in known]


def read(pk: int) -> int:
    """Read the text of one document and return how many search documents changed by it; never raises for its content.

    Two processes that read the same file find the same.
    """
    document = PortalDocument.objects.filter(pk=pk).first()
    if document is None or not is_wanted(document):
        return 0
    fingerprint = fingerprint_of(document)
    row, _made = DocumentText.objects.get_or_create(document_id=pk, defaults={"fingerprint": fingerprint})
    if row.fingerprint != fingerprint:
        DocumentText.objects.filter(pk=row.pk).update(fingerprint=fingerprint, attempts=0, state="waiting", pages=[])
    # Counted first: what ends the worker itself must not be tried for ever.
    DocumentText.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1)
    row.refresh_from_db()
    found = _heavy() if row.attempts > MOST_ATTEMPTS else _read_apart(document)
    if found is None:
        return 0
    return _keep(document, found, fingerprint)


def pages_to_look_at(document: PortalDocument) -> list[int]:
    """Return the pages whose search documents depend on a document."""
    return list(pages_that_use(document).values_list("pk", flat=True))


def _keep(document: PortalDocument, found: dict[str, Any], fingerprint: str) -> int:
    with transaction.atomic():
        DocumentText.objects.filter(document_id=document.pk, fingerprint=fingerprint).update(
            state=found["state"],
            pages=found["pages"],
            page_count=found["count"],
            cut=found["cut"],
            read_at=timezone.now(),
        )
        return documents.look_again(pages_to_look_at(document))


def _read_apart(document: PortalDocument) -> dict[str, Any] | None:
    """Return what the process for one file answers; None where the file cannot be fetched at the moment."""
    try:
        with document.file.open("rb") as file:
            data = file.read()
    except OSError as fault:
        logger.warning("document %s cannot be fetched: %s", document.pk, fault)
        return None
    return answer_of(kind_of(document), data)


def answer_of(kind: str, data: bytes) -> dict[str, Any]:
    """Return what was found in a file; a process that dies or does not end found it too heavy."""
    command = [sys.executable, "-I", str(PROGRAM), kind]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=PATIENCE, env=ENVIRONMENT, cwd="/", check=False
        )
        answer: dict[str, Any] = json.loads(done.stdout) if len(done.stdout) <= LONGEST_ANSWER else _heavy()
    except (subprocess.TimeoutExpired, ValueError):
        return _heavy()
    return answer


def _heavy() -> dict[str, Any]:
    return {"state": DocumentText.State.HEAVY, "pages": [], "count": 0, "cut": False}
