import json
import logging
import sys

import pytest
from django.test import Client

from portal.logs import JsonLines, masked
from portal.middleware import request_id


def line(message, *arguments, **values):
    record = logging.LogRecord("portal.jobs", logging.WARNING, __file__, 1, message, arguments, values.get("exc_info"))
    return JsonLines().format(record)


def test_line_says_when_what_and_during_which_request():
    token = request_id.current.set("abc123")
    try:
        found = json.loads(line("%s pages", 3))
    finally:
        request_id.current.reset(token)

    assert found["time"].endswith("+00:00")
    assert {name: found[name] for name in ("level", "logger", "message", "request")} == {
        "level": "WARNING",
        "logger": "portal.jobs",
        "message": "3 pages",
        "request": "abc123",
    }


def test_message_with_line_ends_stays_one_line():
    assert "\n" not in line("name: %s", 'x\r\n{"level": "INFO"}')


def test_error_is_written_with_its_way_through_the_code():
    try:
        raise ValueError("no")
    except ValueError:
        text = line("failed", exc_info=sys.exc_info())

    assert "ValueError: no" in json.loads(text)["error"]


@pytest.mark.django_db
def test_line_of_a_refused_request_names_it(caplog):
    with caplog.at_level(logging.WARNING, logger="django.request"):
        answer = Client().get("/fr/nulle-part/")

    (refused,) = [record for record in caplog.records if record.name == "django.request"]
    assert json.loads(JsonLines().format(refused))["request"] == answer.headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/fr/n/confirm/abcDEF123-_/", "/fr/n/confirm/***/"),
        ("/n/u/abcDEF", "/n/u/***"),
        ("/nl/n/data/abc/json/", "/nl/n/data/***/json/"),
        ("/fr/news/abc/", "/fr/news/abc/"),
    ],
)
def test_keys_in_addresses_are_not_logged(path: str, shown: str) -> None:
    assert masked(f"Not Found: {path}") == f"Not Found: {shown}"
