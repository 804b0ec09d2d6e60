"""Nothing that a browser can be made to send breaks the form of a page: it comes back, and the page keeps its rows."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest
from wagtail.blocks.base import BlockField

from accounts import roles
from accounts.models import User
from tests.accounts.admin_samples import page_of_each_kind
from tests.factories import reload
from tests.portal.browser_forms import Editor

pytestmark = [pytest.mark.django_db, pytest.mark.soak]

#: What keeps a form together: without these it is not the form of the page any more.
OF_THE_FORM = ("csrfmiddlewaretoken", "next", "TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
HOSTILE = [
    "abc",
    "-1",
    "9" * 30,
    "1e400",
    "\x00",
    "é" * 5000,
    "0001-01-01 00:00",
    "9999-99-99",
    "{{7*7}}",
    "[null]",
    "",
]
#: Fields and strings are not in step, so that each turn puts another string into each field.
TURNS = 4


def is_free(name: str) -> bool:
    return not name.endswith(OF_THE_FORM) and not name.startswith("comments-")


def rows_of(page: Any) -> dict[str, int]:
    return {name: len(rows) for name, rows in page.serializable_data().items() if isinstance(rows, list)}


@pytest.mark.parametrize("turn", range(TURNS))
def test_form_in_which_nothing_is_what_it_should_be_is_answered(turn: int) -> None:
    sent = cycle(HOSTILE[turn * 3 :] + HOSTILE[: turn * 3])
    roles.apply_roles()
    chief = User.objects.create_superuser("chief@example.org", language="nl")
    for kind, page in page_of_each_kind().items():
        reload(page).save_revision()
        editor = Editor(chief, page)
        rows = rows_of(reload(page))
        free = [name for name in editor.fields if is_free(name)]
        assert free, kind
        for relation in {name.removesuffix("-TOTAL_FORMS") for name in editor.fields if "-TOTAL_FORMS" in name}:
            number = editor.fields[f"{relation}-TOTAL_FORMS"][0]
            if is_free(f"{relation}-"):
                editor.adds(relation, **_fields_of_a_row(editor, relation))
                free += [name for name in editor.fields if name.startswith(f"{relation}-{number}-")]
        for name in free:
            editor.fields[name] = [next(sent)]
        for name, field in editor.response.context["form"].fields.items():
            if isinstance(field, BlockField):  # Made by the script of the form, with a count like that of rows.
                editor.fields[f"{name}-count"] = ["0"]
        response = editor.client.post(editor.url, {**editor.fields, **({"action-publish": "1"} if turn % 2 else {})})
        assert response.status_code in (200, 302), kind
        assert rows_of(reload(page)) == rows, kind


def _fields_of_a_row(editor: Editor, relation: str) -> dict[str, str]:
    formset = editor.response.context["form"].formsets.get(relation)
    return dict.fromkeys(formset.empty_form.fields, "") if formset else {}
