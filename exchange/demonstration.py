"""Prepares the demonstration: each step is done again only when what it reads has changed."""

from __future__ import annotations

import hashlib
import io
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command

from accounts.roles import COORDINATION, EDITORS, MEMBERS, Role
from portal import renditions


@dataclass(frozen=True)
class Step:
    """One step of the preparation: a title, the files it depends on (patterns from the project's folder), the work."""

    title: str
    inputs: tuple[str, ...]
    work: Callable[[], object]


@dataclass(frozen=True)
class Account:
    """Somebody of the demonstration; the password is empty when it was shown before."""

    email: str
    title: str
    password: str


def run(name: str, *arguments: str, **options: object) -> Callable[[], object]:
    """Return the work of a step that is a command; what the command says is not for this audience."""
    return lambda: call_command(name, *arguments, **options, verbosity=0, stdout=io.StringIO())


CONTENT = "content/demo"
STEPS = (
    Step("Database", ("*/migrations/*.py", "requirements.txt"), run("migrate", skip_checks=True)),
    Step("Pages of the site", ("portal/setup.py", "*/models.py", "*/models/*.py"), run("setup_site")),
    Step("Roles", ("accounts/roles.py",), run("setup_roles")),
    Step("Reference data", ("exchange/data/*",), run("load_reference_data")),
    Step(
        "Demonstration content",
        (f"{CONTENT}/**/*",),
        # What somebody tried out on a page of the demonstration must not keep it from starting.
        run("import_content", str(settings.BASE_DIR / CONTENT), replace_drafts=True),
    ),
    # The worker makes them too; whoever opens the site at once shall not look at empty places.
    Step("Pictures", (f"{CONTENT}/**/*", "portal/renditions.py"), renditions.make_missing),
    Step("Search index", (f"{CONTENT}/**/*", "exchange/data/*", "search/**/*.py"), run("search_rebuild")),
    Step(
        "Style sheets and scripts",
        ("*/static/**/*", "portal/static_files.py", "requirements.txt"),
        run("collectstatic", interactive=False),
    ),
)
PEOPLE = (
    ("admin@demo.example", "administrator", None),
    ("cell@demo.example", "coordination cell", COORDINATION),
    ("editor@demo.example", "editor", EDITORS),
    ("member@demo.example", "member of the network", MEMBERS),
)


def prepare(steps: tuple[Step, ...] = STEPS) -> Iterator[Step]:
    """Do the steps whose files have changed since the last time, yielding each before its work begins."""
    stamps = Path(settings.DATA_DIR) / "prepared.json"
    known = json.loads(stamps.read_text(encoding="utf-8")) if stamps.exists() else {}
    for number, step in enumerate(steps):
        state = digest(step.inputs)
        if known.get(str(number)) == state:
            continue
        yield step
        step.work()
        known[str(number)] = state
        stamps.parent.mkdir(parents=True, exist_ok=True)
        stamps.write_text(json.dumps(known), encoding="utf-8")


def digest(patterns: tuple[str, ...]) -> str:
    """Return one number for the names and bytes of all files that the patterns find."""
    found = hashlib.sha256()
    paths = {path for pattern in patterns for path in settings.BASE_DIR.glob(pattern) if path.is_file()}
    for path in sorted(paths):
        found.update(f"{path.relative_to(settings.BASE_DIR)}\0{path.stat().st_size}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def people(*, new_passwords: bool = False) -> list[Account]:
    """Return the accounts of the demonstration, made when absent; only their own run knows the passwords."""
    return [_account(email, title, role, new_passwords) for email, title, role in PEOPLE]


def _account(email: str, title: str, role: Role | None, new_password: bool) -> Account:
    user, created = get_user_model().objects.get_or_create(email=email, defaults={"is_superuser": role is None})
    if role:
        user.groups.add(role.group)
    if not created and not new_password:
        return Account(email, title, "")
    password = "-".join(secrets.token_hex(3) for _part in range(3))
    user.set_password(password)
    user.save()
    return Account(email, title, password)


def describe(account: Account) -> str:
    """Return the line that shows an account to the person who starts the demonstration."""
    password = account.password or "(password shown at the first start; PASSWORDS=new makes new ones)"
    return f"  {account.email:<22} {account.title:<24} {password}"
