"""Imports a content bundle: everything is checked first, then all of it is written in one transaction, or nothing."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.signal_handlers import disable_reference_index_auto_update

from exchange.bundle import Bundle
from exchange.cross_checks import CrossChecks
from exchange.documents import Documents, undone_on_error
from exchange.errors import Problem, Problems
from exchange.images import Images
from exchange.matching import Site
from exchange.new_pages import NewPages
from exchange.open_work import open_work_among
from exchange.page_content import Lookups, Translator
from exchange.page_writing import WAITING, PageWriter
from exchange.reference import Advance, Changes, checked_reference_data, write_reference_data
from exchange.reference_tables import ReferenceData
from exchange.search_catch_up import one_search_catch_up
from exchange.values import Context
from portal.markdown import check
from portal.setup import ensure_tree


@dataclass(frozen=True)
class Report:
    """What an import did, or for a dry run how many records it found to be new or already there.

    ``open_work`` is what a dry run found that people have begun on the pages: an import that changes these is refused.
    """

    records: Changes
    reference: Changes
    documents: int
    open_work: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class CheckedBundle:
    """A bundle without problems, and what writing it needs to know; ``known`` pages have a file by their key."""

    context: Context
    reference: ReferenceData
    references: frozenset[str]
    new: int
    known: Mapping[int, str]


def import_content(
    root: Path, *, dry_run: bool = False, replace_drafts: bool = False, advance: Advance = str
) -> Report:
    """Import the bundle in a folder. Raises BundleRefused, with every problem, and then nothing is changed.

    A page on which somebody has open work is a problem when the bundle changes it, unless ``replace_drafts`` is said.
    ``advance`` is called with a label after each row and record, for a progress bar.
    """
    checked = check_bundle(root, advance)
    if dry_run:
        found = Changes(created=checked.new, unchanged=len(checked.known))
        return Report(found, Changes(), 0, () if replace_drafts else tuple(open_work_among(checked.known)))
    return _write(checked, advance, replace_drafts=replace_drafts)


def check_bundle(root: Path, advance: Advance = str) -> CheckedBundle:
    """Read a whole bundle and raise BundleRefused when anything is wrong with it."""
    problems = Problems()
    root = root.resolve()
    if not root.is_dir():
        problems.add(Problem(str(root), 0, "", _("There is no such folder.")))
        problems.refuse()
    reference, site = checked_reference_data(root, problems), Site.read()
    context = Context(root, reference.ids, frozenset(Group.objects.values_list("name", flat=True)), check)
    cross, label = CrossChecks(site, problems), _("Checking")
    new = 0
    known: dict[int, str] = {}
    for record in Bundle(context, problems).records():
        cross.look_at(record)
        pk = site.page_of(record)
        if pk is None:
            new += 1
        else:
            known[pk] = record.file
        advance(label)
    cross.finish()
    if not (new or known or reference.rows or problems.count):
        problems.add(Problem(str(root), 0, "", _("There is nothing to import in this folder.")))
    problems.refuse()
    return CheckedBundle(context, reference, cross.references(), new, known)


def _write(checked: CheckedBundle, advance: Advance, *, replace_drafts: bool) -> Report:
    root = checked.context.root
    documents, images = Documents(root), Images(root)
    with undone_on_error(documents, images), transaction.atomic(), quiet():
        ensure_tree()
        reference = write_reference_data(checked.reference, advance)
        site = Site.read()
        numbers = site.next_numbers(checked.references)
        translator, problems = Translator(Lookups.read(), documents, images), Problems()
        bundle = Bundle(checked.context, problems)
        writer = PageWriter(translator, site, NewPages(translator, site, numbers, bundle), replace_drafts, problems)
        with one_search_catch_up() as changed:
            counts = _write_records(bundle, writer, advance)
            changed += writer.changed
    records = Changes(counts["created"], counts["updated"], counts["unchanged"])
    return Report(records, reference, len(documents.kept) + len(images.kept))


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Wagtail from telling of each page, and from a task for each row that is saved.

    Publishing brings the index of references up to date itself.
    """
    log = logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        log.setLevel(level)


def _write_records(bundle: Bundle, writer: PageWriter, advance: Advance) -> Counter[str]:
    label = _("Writing")
    counts: Counter[str] = Counter()
    waiting: list[tuple[str, str]] = []
    for record in bundle.records():
        outcome = writer.write(record)
        if outcome == WAITING:
            waiting.append((record.name, record.kind.place))
        else:
            counts[outcome] += 1
            advance(label)
    writer.finish()
    for name, place in waiting:
        again = bundle.again(name, place)
        if again is not None:
            counts[writer.write(again)] += 1
            advance(label)
    # Besides what the pages refuse: the files may have changed since they were checked.
    bundle.problems.refuse()
    return counts
