"""A reader who follows every link and tries every filter, and keeps every answer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from django.test import Client

#: Where a reader may start without knowing anything.
STARTS = ["/", "/fr/", "/nl/", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/fr/unknown/", "/admin/"]
HOST = "http://testserver"


@dataclass(frozen=True)
class Answer:
    """One answer as a reader gets it; ``text`` holds headers and body."""

    url: str
    status: int
    text: str


class Links(HTMLParser):
    """Collects the addresses of a page: its links, and one for each value that its forms offer."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.found, self.action = url, [], url

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and values.get("method", "get").lower() == "get":
            self.action = urljoin(self.url, values.get("action", "")).partition("?")[0]
        if tag == "input" and values.get("type") in {"checkbox", "radio"}:
            self.found.append(f"{self.action}?{values.get('name', '')}={quote(values.get('value', ''))}")
        if tag in {"a", "link"}:
            self.found.append(urljoin(self.url, values.get("href", "")))

    def handle_data(self, data: str) -> None:
        if data.strip().startswith(HOST):
            self.found.append(data.strip())


def get(client: Client, url: str) -> Answer:
    response: Any = client.get(url)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items() if name != "X-Request-ID")
    cookies = response.cookies.output()
    return Answer(url, response.status_code, f"{headers}\n{cookies}\n{body.decode('utf-8', 'replace')}")


def links(answer: Answer) -> list[str]:
    """Return the paths on this site that an answer names, static files and signing out left aside."""
    parser = Links(f"{HOST}{answer.url}")
    parser.feed(answer.text)
    headers = answer.text.split("\n\n", 1)[0].splitlines()
    found = [*parser.found, *(urljoin(HOST, line[10:]) for line in headers if line.startswith("Location: "))]
    parts = [urlsplit(url) for url in found]
    here = [part for part in parts if part.netloc == "testserver" and not part.path.startswith("/static/")]
    return [f"{part.path}?{part.query}" if part.query else part.path for part in here]


def crawl(client: Client, extra: Iterable[str] = (), *, at_most: int = 1500) -> dict[str, Answer]:
    """Return the answer to every address that can be reached from the start, and to the extra ones."""
    waiting, answers = deque([*STARTS, *extra]), {}
    while waiting:
        url = waiting.popleft()
        if url not in answers and "logout" not in url and "sign-out" not in url:
            answers[url] = get(client, url)
            waiting.extend(links(answers[url]))
        assert len(answers) < at_most, "the crawl does not end: pages make new addresses without end"
    return answers
