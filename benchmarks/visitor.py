"""A browser without a screen: keeps cookies, reads forms as they stand in the page, and sends them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TIMEOUT = 60  # seconds
Fields = dict[str, list[str]]
Attributes = dict[str, str | None]


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str


@dataclass
class Visitor:
    """Asks one site over HTTP, with a new connection for each request; redirects are the caller's affair."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, Sequence[str]]) -> Answer:
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(self.host, self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers if self.cookies or body else {})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: each.value for name, each in SimpleCookie(line).items()}
        return Answer(response.status, response.headers.get("Location", ""), text)


def form_fields(page: str, marker: str) -> Fields:
    """Return what a browser would send of the form whose start tag holds ``marker`` as the value of an attribute."""
    reader = FormReader(marker)
    reader.feed(page)
    return reader.fields


class FormReader(HTMLParser):
    """Collects the fields of one form; templates for rows to be added are no fields."""

    def __init__(self, marker: str) -> None:
        super().__init__()
        self.marker = marker
        self.fields: Fields = {}
        self.inside = False
        self.templates = 0
        self.open_name = ""  # the select or text area that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = self.marker in given.values()
        self.templates += tag == "template"
        if self.inside and not self.templates:
            self._look_at(tag, given)

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        self.inside &= tag != "form"
        if tag in {"select", "textarea"}:
            self.open_name = ""

    def handle_data(self, data: str) -> None:
        if self.open_name in self.fields and self.lasttag == "textarea":
            self.fields[self.open_name][0] += data

    def _look_at(self, tag: str, given: Attributes) -> None:
        name = given.get("name") or ""
        if tag in {"select", "textarea"}:
            self.open_name = name
        if tag == "textarea":
            self.fields[name] = [""]
        if tag == "option" and "selected" in given:
            self.fields.setdefault(self.open_name, []).append(given.get("value") or "")
        if tag == "input" and name and _is_sent(given):
            self.fields.setdefault(name, []).append(given.get("value") or "")


def _is_sent(given: Attributes) -> bool:
    if given.get("type") in {"checkbox", "radio"}:
        return "checked" in given
    return given.get("type") not in {"submit", "button", "file"}
