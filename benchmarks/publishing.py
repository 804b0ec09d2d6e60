"""How long a record takes from the button “Publish” to its answer and to the search page, in both languages."""

from __future__ import annotations

import re
import secrets
import string
import time
from dataclasses import dataclass

from benchmarks.site import HOST, Failed, Site
from benchmarks.visitor import Answer, Fields, Visitor, form_fields

CELL = "cell@demo.example"
SIGN_IN = "/fr/connexion/"
EDITOR = "page-edit-form"
SEARCH = {"fr": "/fr/recherche/?q=", "nl": "/nl/zoeken/?q="}
HEADING = {"fr": "Relevé", "nl": "Vaststelling"}
LONGEST_WAIT = 30  # seconds


@dataclass(frozen=True)
class Subject:
    """What is published: a record of the demonstration, in the list of its kind, as a new one below its index pages.

    ``steps`` is how many it has then; none leaves them as they are.
    """

    listing: str
    reference: str
    index: dict[str, str]
    steps: int = 0


GUIDE = Subject("/admin/guides/", "GT-2024-003", {"fr": "/fr/guides/", "nl": "/nl/gidsen/"})
PRACTICE = Subject(
    "/admin/practices/", "BP-2024-012", {"fr": "/fr/bonnes-pratiques/", "nl": "/nl/goede-praktijken/"}, steps=10
)


@dataclass(frozen=True)
class Publication:
    """Seconds from sending the form to its answer, and to the record being found in both languages."""

    answered: float
    found: float


class Author:
    """Somebody of the coordination cell who publishes new records, each as large as one of the demonstration."""

    def __init__(self, site: Site, password: str, subject: Subject = GUIDE) -> None:
        self.subject = subject
        self.visitor = signed_in(site, password)
        self.reader = Visitor(HOST, site.port)
        self.add = self._followed(f"{subject.listing}choose_parent/")
        fields = as_new(self._fields_of_the_record())
        self.fields = with_rows(fields, "steps", subject.steps) if subject.steps else fields

    def publish(self) -> Publication:
        """Publish a record under words that no other text has, and look for them until they are found."""
        word = "".join(secrets.choice(string.ascii_lowercase) for _letter in range(12))
        fields = self.fields | {"action-publish": ["action-publish"]}
        for code in HEADING:
            fields |= {f"heading_{code}": [f"{HEADING[code]} {word}"], f"slug_{code}": [word]}
        begun = time.perf_counter()
        answer = self.visitor.post(self.add, fields)
        answered = time.perf_counter() - begun
        if answer.status != 302:
            raise Failed(f"The record was not published: {answer.status}\n{complaints(answer)}")
        for code in HEADING:
            self._wait_for(code, word)
        return Publication(answered, time.perf_counter() - begun)

    def _wait_for(self, code: str, word: str) -> None:
        deadline = time.perf_counter() + LONGEST_WAIT
        while f'{self.subject.index[code]}{word}/"' not in self.reader.get(SEARCH[code] + word).text:
            if time.perf_counter() > deadline:
                raise Failed(f"The record is not found in {LONGEST_WAIT} seconds ({code}).")

    def _followed(self, path: str) -> str:
        return self.visitor.get(path).location or path

    def _fields_of_the_record(self) -> Fields:
        listed = self.visitor.get(f"{self.subject.listing}?q={self.subject.reference}").text
        found = re.search(r"/admin/pages/\d+/edit/", listed)
        if not found:
            raise Failed(f"{self.subject.reference} of the demonstration is not in the list.")
        return form_fields(self.visitor.get(found[0]).text, EDITOR)


def signed_in(site: Site, password: str) -> Visitor:
    """Return the coordination cell at work in the admin."""
    visitor = Visitor(HOST, site.port)
    fields = form_fields(visitor.get(f"{SIGN_IN}?next=/admin/").text, SIGN_IN)
    answer = visitor.post(SIGN_IN, fields | {"login": [CELL], "password": [password]})
    if answer.location != "/admin/":
        raise Failed(f"The coordination cell cannot sign in: {answer.status}")
    return visitor


def as_new(fields: Fields) -> Fields:
    """Return the fields of an existing guide as those of a new one: rows without numbers, no revision loaded."""
    kept = {name: values for name, values in fields.items() if not name.startswith("loaded_revision")}
    rows = {name: [""] for name in kept if re.search(r"-\d+-id$", name)}
    counts = {name: ["0"] for name in kept if name.endswith("-INITIAL_FORMS")}
    return kept | rows | counts


def with_rows(fields: Fields, relation: str, number: int) -> Fields:
    """Return the fields of a form with so many new rows of a relation, all of them like the first."""
    first = f"{relation}-0-"
    rest = {name: values for name, values in fields.items() if not re.match(rf"{relation}-\d+-", name)}
    like = {name.removeprefix(first): values for name, values in fields.items() if name.startswith(first)}
    rows = {f"{relation}-{row}-{name}": values for row in range(number) for name, values in like.items()}
    order = {f"{relation}-{row}-ORDER": [str(row + 1)] for row in range(number)}
    return rest | rows | order | {f"{relation}-TOTAL_FORMS": [str(number)]}


def complaints(answer: Answer) -> str:
    """Return what a refused form says, without its markup."""
    found = re.findall(r'class="[^"]*error[^"]*"[^>]*>(.*?)</', answer.text, re.DOTALL)
    return "\n".join(text for each in found if (text := re.sub(r"<[^>]*>|\s+", " ", each).strip()))
