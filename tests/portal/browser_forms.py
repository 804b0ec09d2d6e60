"""What a browser sends when somebody opens the edit form of a page, types into it and saves it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse


class _Form(HTMLParser):
    """Reads the fields of the edit form as a browser does; buttons that were not pressed send nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._inside = self._in_template = False
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        self._inside |= tag == "form" and said.get("id") == "page-edit-form"
        self._in_template |= tag in ("template", "script")
        if self._in_template or not self._inside:
            return
        if tag == "textarea":
            self._text = name, []
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in said:
            self.fields.setdefault(self._select, []).append(said.get("value") or "")
        elif tag == "input" and name and _sends(said):
            self.fields.setdefault(name, []).append(said.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("template", "script"):
            self._in_template = False
        elif tag == "form":
            self._inside = False
        elif tag == "textarea" and self._text:
            name, pieces = self._text
            self.fields[name] = ["".join(pieces).removeprefix("\n").replace("\n", "\r\n")]
            self._text = None


def _sends(said: dict[str, str | None]) -> bool:
    kind = said.get("type")
    return kind not in ("submit", "file", "button") and (kind not in ("checkbox", "radio") or "checked" in said)


class Editor:
    """Somebody with the edit form of one page open."""

    def __init__(self, user: Any, page: Any) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.open()

    def open(self) -> None:
        self._read(self.client.get(self.url))

    def _read(self, response: Any) -> None:
        self.response = response
        parser = _Form()
        parser.feed(response.content.decode())
        self.fields = parser.fields
        assert "loaded_revision_id" in self.fields

    def types(self, **fields: str) -> Editor:
        """Fill in fields; a row is written ``steps__0__text_nl``."""
        for name, text in fields.items():
            self.fields[name.replace("__", "-")] = [text]
        return self

    def adds(self, relation: str, **fields: str) -> Editor:
        number = int(self.fields[f"{relation}-TOTAL_FORMS"][0])
        self.fields[f"{relation}-TOTAL_FORMS"] = [str(number + 1)]
        for name, text in {"id": "", "ORDER": str(number + 1), "DELETE": "", **fields}.items():
            self.fields[f"{relation}-{number}-{name}"] = [text]
        return self

    def saves(self, action: str = "", **more: str) -> Any:
        """Press the button; the form that comes back, if one does, is the one that is open now."""
        data = {**self.fields, **({f"action-{action}": ["1"]} if action else {}), **more}
        response = self.client.post(self.url, data)
        if response.status_code == 200:
            self._read(response)
        return response

    def autosaves(self) -> Any:
        """Have the script of the form save it, and note what it notes."""
        response = self.client.post(self.url, self.fields, headers={"accept": "application/json"})
        answer = response.json()
        if answer["success"]:
            self.fields["overwrite_revision_id"] = [str(answer["revision_id"])]
            self.fields |= {name: [text] for name, text in answer["field_updates"].items()}
        return answer
