"""The access matrix: who gets which address of the admin, as ``accounts/access.csv`` says."""

from __future__ import annotations

import csv
import os
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from accounts import roles
from portal.setup import ensure_tree
from tests.accounts.admin_samples import Samples, page_of_each_kind
from tests.accounts.admin_walk import ROLES, addresses, answer, client_of, path_of
from tests.conftest import ROOT

MATRIX = ROOT / "accounts" / "access.csv"
HEADER = ["address", *ROLES]
#: What leads to the sign-in page, and the texts and icons of the scripts: nothing in them is of the portal.
OPEN = {"wagtailadmin_javascript_catalog", "wagtailadmin_login", "wagtailadmin_sprite", "wagtailcore_login"}
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def one_way_in(settings: Any) -> None:
    settings.WAGTAILADMIN_LOGIN_URL = "/admin/login/"
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = False


def found() -> list[list[str]]:
    ensure_tree()
    roles.apply_roles()
    samples = Samples()
    clients = [client_of(role) for role in ROLES.values()]
    paths = {each: path_of(each, samples) for each in addresses()}
    rows = [[each.name, *(answer(client, path) for client in clients)] for each, path in paths.items()]
    rows += [[name, *(answer(client, path) for client in clients)] for name, path in of_each_kind().items()]
    return sorted(rows)


def of_each_kind() -> dict[str, str]:
    """Return the paths to write a page of each type, and to make one."""
    found = {}
    pages = page_of_each_kind()
    for model in get_page_models():
        if model is Page:
            continue
        label, page = model._meta.label_lower, pages[model]
        found[f"edit {label}"] = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        place = (model._meta.app_label, model._meta.model_name, page.get_parent().pk)
        found[f"add {label}"] = reverse("wagtailadmin_pages:add", args=place)
    return found


@pytest.mark.soak
def test_every_address_of_the_admin_is_answered_as_the_matrix_says() -> None:
    """With UPDATE_ACCESS=1 the matrix is written anew; what changes in it is to be read like code."""
    rows = found()
    if os.environ.get("UPDATE_ACCESS"):
        with MATRIX.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
    with MATRIX.open(newline="", encoding="utf-8") as file:
        expected = list(csv.reader(file))
    assert [HEADER, *rows] == expected


def test_matrix_lets_neither_strangers_nor_members_into_the_admin() -> None:
    with MATRIX.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    let_in = {row["address"] for row in rows if "yes" in (row["anonymous"], row["member"])}
    assert let_in == OPEN


def test_every_role_reaches_something_at_the_end_of_the_walk() -> None:
    """Somebody who was signed out on the way would get a row of refusals from there on."""
    with MATRIX.open(newline="", encoding="utf-8") as file:
        rows = {row["address"]: row for row in csv.DictReader(file)}
    assert [rows["wagtailusers_users:edit"][role] for role in ROLES] == ["no", "no", "no", "no", "yes"]
    assert [rows["wagtailimages:add"][role] for role in ROLES] == ["no", "no", "yes", "yes", "no"]
