"""The checks, one function each: they read a draft and yield what its author should look at.

What must be there before publishing is decided by ``portal.publication`` and the rules of each kind of record alone;
these functions only pass it on, with where it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import EmailField
from django.utils.translation import gettext as _

import languages
from organisations.models import Organisation, Person
from portal.copies import is_marked
from portal.findings import acronyms, contacts
from portal.findings.draft import Draft
from portal.findings.finding import Finding, Weight, found
from portal.models.media import PortalImage
from portal.publication import problems
from portal.published import Access
from themes.models import Theme

_PICTURE = re.compile(r"!\[\s*\]\(\s*<?image:([0-9]{1,9})(?=[\s>)])")


def publishing(draft: Draft) -> Iterator[Finding]:
    """What keeps the record from being published."""
    if hasattr(draft.page, "publication_problems"):
        for place, messages in problems(draft.page).items():
            yield from (found(draft.page, place, message, Weight.OBSTACLE) for message in messages)


def validating(draft: Draft) -> Iterator[Finding]:
    """What a kind of record that is validated still lacks for it; once it is validated, that is an obstacle."""
    asked = getattr(draft.page, "validation_problems", None)
    if asked and not draft.page.validated_on:
        yield from (found(draft.page, place, message, Weight.VALIDATION) for place, message in asked())


def other_language(draft: Draft) -> Iterator[Finding]:
    """Texts that only one of the languages has."""
    for code in languages.CODES:
        there = languages.BY_CODE[languages.other(code)].name
        message = _("Missing here, while there is a text in the other language (%s).") % there
        places = (f"{name}_{code}" for name in draft.missing(code))
        yield from (found(draft.page, place, message) for place in places if place not in draft.told)


def title_of_a_copy(draft: Draft) -> Iterator[Finding]:
    """A title that still says that the record was copied from another one."""
    for code in languages.CODES:
        if is_marked(getattr(draft.page, f"heading_{code}"), code):
            yield found(draft.page, f"heading_{code}", _("This is a copy: give it a title of its own."))


def pictures_without_words(draft: Draft) -> Iterator[Finding]:
    """Pictures in a text that are described neither there nor with the image."""
    places = {
        (f"{name}_{code}", int(key), code)
        for code, texts in draft.markdown.items()
        for name, text in texts.items()
        for key in _PICTURE.findall(text)
    }
    images = PortalImage.objects.in_bulk({key for _place, key, _code in places}) if places else {}
    for place, key, code in sorted(places):
        if key in images and not getattr(images[key], f"alt_{code}"):
            message = _("The picture “%s” is not described in this language.")
            yield found(draft.page, place, message % images[key].title)


def links_that_lead_nowhere(draft: Draft) -> Iterator[Finding]:
    """References in a text to records, files and pictures that are not there, or not for the person who asks."""
    message = _("“%s” leads nowhere, or to something that is not published.")
    for code, texts in draft.rendered.items():
        for name, rendered in texts.items():
            yield from (found(draft.page, f"{name}_{code}", message % target) for target in rendered.broken)


def unexplained_acronyms(draft: Draft) -> Iterator[Finding]:
    """Acronyms that nothing explains to the readers of a language."""
    message = _("“%(acronym)s” is not explained: write it in full once, as in “Words in full (%(acronym)s)”.")
    for code in languages.CODES:
        for name, acronym in acronyms.unexplained(draft.words(code)):
            yield found(draft.page, f"{name}_{code}", message % {"acronym": acronym})


def people_without_consent(draft: Draft) -> Iterator[Finding]:
    """People who are named though no recorded consent covers it: readers will not see the name."""
    message = _("No recorded consent covers naming %s: readers are not shown the name.")
    for place, field, row in draft.fields:
        person = getattr(row, field.name) if field.related_model is Person else None
        if person and not person.is_shown:
            yield found(draft.page, place, message % person)


def replaced_choices(draft: Draft) -> Iterator[Finding]:
    """Bodies and themes that were chosen and have been merged, renamed or withdrawn since."""
    body = _("%(old)s has been merged or renamed: choose %(new)s instead.")
    theme = _("The theme “%(old)s” is no longer used: choose “%(new)s” instead.")
    gone = _("“%s” is no longer used: choose something else.")
    for place, field, row in draft.fields:
        message = body if field.related_model is Organisation else theme
        is_asked = field.related_model in (Organisation, Theme) and getattr(row, field.attname)
        chosen = getattr(row, field.name) if is_asked else None
        if chosen and chosen.is_replaced:
            new = chosen.replaced_by
            yield found(draft.page, place, message % {"old": chosen, "new": new} if new else gone % chosen)


def contacts_of_persons(draft: Draft) -> Iterator[Finding]:
    """Mailboxes and telephones that are somebody's own where those of a service are asked for."""
    mailbox = _("This looks like somebody’s own mailbox: a functional one outlives a person’s job.")
    telephone = _("This looks like a mobile telephone: give the number of a service.")
    for place, field, row in draft.fields:
        said = getattr(row, field.attname)
        if isinstance(field, EmailField) and contacts.is_personal_mailbox(said):
            yield found(draft.page, place, mailbox)
        elif field.name.endswith("telephone") and contacts.is_mobile(said):
            yield found(draft.page, place, telephone)


def numbers_of_persons(draft: Draft) -> Iterator[Finding]:
    """Numbers of the national register in a text."""
    message = _("“%s” looks like a national register number: nobody may be recognised in a record.")
    for code in languages.CODES:
        for name, text in draft.words(code):
            for number in contacts.register_numbers(text):
                yield found(draft.page, f"{name}_{code}", message % number)


ADVICE: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    title_of_a_copy,
    numbers_of_persons,
    people_without_consent,
    replaced_choices,
    contacts_of_persons,
    links_that_lead_nowhere,
    pictures_without_words,
    other_language,
    unexplained_acronyms,
    validating,
)


_registered: list[Callable[[Draft], Iterator[Finding]]] = []


def register(check: Callable[[Draft], Iterator[Finding]]) -> None:
    """Add a check of a package above, called from its ``ready()``."""
    if check not in _registered:
        _registered.append(check)


def checks(page: Any, *, access: Access | None = None) -> list[Finding]:
    """Return everything there is to look at in a version of a page, the obstacles first."""
    draft = Draft(page, access or Access.anonymous())
    return with_advice(draft, list(publishing(draft)))


def with_advice(draft: Draft, obstacles: list[Finding]) -> list[Finding]:
    """Return obstacles that were found, and after them what is none."""
    draft.told = frozenset(each.place for each in obstacles)
    return [*obstacles, *(each for check in (*ADVICE, *_registered) for each in check(draft))]
