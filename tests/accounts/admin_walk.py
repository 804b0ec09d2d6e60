"""Every address of the admin, with something real behind each number in it, asked for by every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts import roles
from accounts.models import User
from tests.accounts.admin_samples import Samples
from tests.factories import member_of

ROLES = {
    "anonymous": None,
    "member": roles.MEMBERS,
    "editor": roles.EDITORS,
    "coordination": roles.COORDINATION,
    "administrator": roles.ADMINISTRATORS,
}
PART = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True)
class Address:
    """An address of the admin: the name of its view and its route with the parts still open."""

    name: str
    route: str


def addresses() -> list[Address]:
    """Return every address below ``/admin/``, by name; one that has no name goes by its route."""
    found = dict.fromkeys(_below(get_resolver().url_patterns))
    return sorted((each for each in found if each.route.startswith("admin/")), key=lambda each: (each.name, each.route))


def _below(patterns: list[Any], route: str = "", names: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, here, (*names, pattern.namespace) if pattern.namespace else names)
        else:
            yield Address(":".join([*names, pattern.name]) if pattern.name else here, here)


def path_of(address: Address, samples: Samples) -> str:
    """Return the path with the parts of the route filled in."""
    route = NAMED_GROUP.sub(r"<\1>", address.route.replace("^", "").replace("$", "").replace("\\", ""))
    return "/" + PART.sub(lambda part: samples.value(address.name, part.group(1)), route).replace(".*", "nothing")


def client_of(role: roles.Role | None) -> Client:
    client = Client(raise_request_exception=False)
    if role is not None:
        person: User = member_of(role.group)
        client.force_login(person)
    return client


def answer(client: Client, path: str) -> str:
    """Return ``yes``, ``no``, ``absent`` or ``fails``; what the request changed is undone."""
    signed_in = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.get(path)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            response = client.post(path)
        transaction.set_rollback(True)
    # One of the addresses signs out: without its cookie the client would be a stranger at all that follow.
    client.cookies = signed_in
    if response.status_code == HTTPStatus.NOT_FOUND:
        return "absent"
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "fails"
    return "no" if _is_refused(response) else "yes"


def _is_refused(response: Any) -> bool:
    if response.status_code == HTTPStatus.FORBIDDEN:
        return True
    target = response.headers.get("Location", "").partition("?")[0]
    return target in {reverse("wagtailadmin_home"), str(settings.WAGTAILADMIN_LOGIN_URL)}
