"""Looks at the parts of the installation: one registry, read by ``/readyz`` and by ``manage.py doctor``.

A probe finds faults and words them for the operator, the way out included. Only the quick ones are asked by
``/readyz``, which shows their state and never their words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import DatabaseError

from portal import installation

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Probe:
    """A part of the installation. ``find`` yields its faults; without a ``vital`` part the site cannot work."""

    name: str
    find: Callable[[], Iterable[str]]
    vital: bool = False
    quick: bool = False


_probes: dict[str, Probe] = {}


def register(probe: Probe) -> None:
    """Add a probe, called from ``ready()`` of the package that knows the part; the same name replaces it."""
    _probes[probe.name] = probe


def registered(*, quick: bool = False) -> list[Probe]:
    """Return the probes in the order of their registration: all, or only the quick ones."""
    return [probe for probe in _probes.values() if probe.quick or not quick]


def faults(probe: Probe) -> list[str]:
    """Return the faults of one part; a probe that breaks has found one."""
    try:
        return list(probe.find())
    except DatabaseError as error:
        # Another probe says what is wrong with the database; where this one stopped tells nothing more.
        logger.warning("the probe %s was refused by the database: %s", probe.name, error)
        return [f"could not be looked at, the database says: {error}"]
    except Exception as error:  # Whatever is broken, the other parts must still be looked at.
        logger.exception("the probe %s broke", probe.name)
        return [f"could not be looked at: {type(error).__name__}: {error}"]


for part in (
    Probe("database", installation.database, vital=True, quick=True),
    Probe("migrations", installation.migrations, vital=True, quick=True),
    Probe("storage", installation.storage, vital=True, quick=True),
    Probe("worker", installation.worker, quick=True),
    Probe("sqlite", installation.sqlite),
    Probe("settings", installation.settings_checks),
    Probe("privacy", installation.privacy),
    Probe("mail", installation.mail),
    Probe("jobs", installation.jobs_and_tasks),
    Probe("backups", installation.backups_made),
    Probe("disk", installation.disk),
    Probe("languages", installation.catalogues),
    Probe("accounts", installation.accounts),
):
    register(part)
