"""A request that meets a database that another program holds, for real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from portal import urls
from portal.busy import database_is_away
from portal.service_urls import sqlite

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]

held: dict[str, Any] = {}


def write(request: HttpRequest) -> HttpResponse:
    with held["reader"].cursor() as cursor:
        cursor.execute(held["statement"])
    return HttpResponse("written")


urlpatterns = [path("nl/write/", write), path("fr/write/", write), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def locked(tmp_path: Path, settings: Any) -> Iterator[Any]:
    """A database in which somebody else writes without end."""
    database = sqlite(str(tmp_path / "db.sqlite3"))
    database["OPTIONS"]["timeout"] = 0.1
    reader, writer = (ConnectionHandler({"default": database})["default"] for _each in range(2))
    with writer.cursor() as cursor:
        cursor.execute("CREATE TABLE note (text TEXT)")
        cursor.execute("BEGIN EXCLUSIVE")
    settings.ROOT_URLCONF = __name__
    held.update(reader=reader, statement="INSERT INTO note VALUES ('x')")
    yield writer
    for each in (reader, writer):
        each.close()


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("code", "words"), [("fr", "Le site est très occupé"), ("nl", "De site heeft het druk")])
def test_locked_database_is_a_page_that_says_to_try_again(locked: Any, visitor: Client, code: str, words: str) -> None:
    answer = visitor.get(f"/{code}/write/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert words in answer.content.decode()


def test_same_request_succeeds_when_the_other_is_done(locked: Any, visitor: Client) -> None:
    assert visitor.get("/fr/write/").status_code == 503
    locked.rollback()
    locked.close()
    assert visitor.get("/fr/write/").content == b"written"


def test_fault_that_waiting_does_not_mend_stays_one(locked: Any, visitor: Client) -> None:
    locked.rollback()
    locked.close()
    held["statement"] = "SELECT * FROM nothing"
    answer = visitor.get("/fr/write/")
    assert (answer.status_code, "Retry-After" in answer.headers) == (500, False)


def test_error_is_recognised_below_the_one_it_led_to() -> None:
    above = RuntimeError("while rendering")
    above.__cause__ = OperationalError("database is locked")
    assert database_is_away(above)
    assert not database_is_away(RuntimeError("database is locked"))
    assert not database_is_away(None)
