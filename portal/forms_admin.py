"""The forms of pages in the admin: drafts may be incomplete, what is published may not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import UniqueConstraint
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.models import Page

import languages
from portal import addresses, private_images
from portal.concurrent_edits import tell_conflicts
from portal.publication import problems

#: How long the number of a row may be, and one that no row has.
KEY_DIGITS, NOTHING = 18, "0"
#: Between which years a page is published and taken away by itself.
FIRST_YEAR, LAST_YEAR = 2000, 2999


class AdminForm(WagtailAdminModelForm):
    """A form of the admin that survives what no widget of it sends."""

    def full_clean(self) -> None:
        if self.is_bound:
            self._refuse_what_was_never_offered()
        super().full_clean()

    def _refuse_what_was_never_offered(self) -> None:
        """Put the number of nothing where none was sent: the database cannot look that up, nor a chooser show it."""
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if isinstance(field, forms.ModelChoiceField) and not all(map(_is_key, self.data.getlist(key))):
                self.data = self.data.copy()
                self.data.setlist(key, [sent if _is_key(sent) else NOTHING for sent in self.data.getlist(key)])


def _is_key(sent: str) -> bool:
    return not sent or (sent.isdecimal() and len(sent) <= KEY_DIGITS)


class RowForm(AdminForm):
    """A child row; an added row in which nothing was filled in does not count as one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.instance.pk is None:
            # Once the form has saved itself, the browser counts its rows among those that were there before.
            self.empty_permitted = True

    @property
    def changed_data(self) -> list[str]:
        changed = forms.ModelForm.changed_data.func(self)
        # Every added row is numbered by the script of the page.
        return [name for name in changed if name != ORDERING_FIELD_NAME] if self.empty_permitted else changed

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and ORDERING_FIELD_NAME in self.fields:
            # A form that comes back asks each of its rows for its place, an empty one and one without a number too.
            self.cleaned_data.setdefault(ORDERING_FIELD_NAME, self._place())

    def _place(self) -> int | None:
        typed = self.data.get(self.add_prefix(ORDERING_FIELD_NAME), "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None


class ThemedRowForm(RowForm):
    """A theme of a record: one that the vocabulary no longer offers is refused."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        theme = cleaned.get("tag")
        if theme and theme.deprecated and ("tag" in self.changed_data or not self.is_deferred_validation):
            better = theme.replaced_by
            if better:
                message = _("The theme “%(theme)s” is no longer used: choose “%(better)s” instead.")
                self.add_error("tag", message % {"theme": theme, "better": better})
            else:
                self.add_error("tag", _("The theme “%s” is no longer used: choose another one.") % theme)
        return cleaned


class EveryRowForm(AdminForm):
    """A form with several kinds of rows that tells the faults of all of them at once."""

    def is_valid(self) -> bool:
        # The form of a cluster stops at the first relation with a fault; rows that nobody cleaned have no data to read.
        for formset in self.formsets.values():
            if formset.is_valid():
                _refuse_rows_that_are_there(formset)
        return super().is_valid()


def _refuse_rows_that_are_there(formset: Any) -> None:
    """Refuse an added row that says the same as one of the page that the browser did not send along."""
    unique = [rule.fields for rule in formset.model._meta.constraints if isinstance(rule, UniqueConstraint)]
    if not formset.is_bound or not unique:
        return
    sent = {form.instance.pk for form in formset.initial_forms}
    kept = [row for row in formset.get_queryset() if row.pk not in sent]
    for fields in unique:
        names = [name for name in fields if name != formset.fk.name]
        if not set(names) <= formset.form.base_fields.keys():
            continue  # Given when the row is saved.
        there = {tuple(getattr(row, name) for name in names) for row in kept}
        for form in formset.extra_forms:
            if form.has_changed() and tuple(form.cleaned_data.get(name) for name in names) in there:
                form.add_error(names[0], _("The page has this row already: load the page anew before you change it."))


class BilingualPageForm(EveryRowForm, WagtailAdminPageForm):
    """A page with a title and an address per language."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound and not hasattr(self, "_compared"):
            self._compared = True
            tell_conflicts(self)
        return valid and not self.errors and all(formset.is_valid() for formset in self.formsets.values())

    def clean_go_live_at(self) -> datetime | None:
        return self._moment("go_live_at")

    def clean_expire_at(self) -> datetime | None:
        return self._moment("expire_at")

    def _moment(self, name: str) -> datetime | None:
        """Refuse a year that no calendar of the site shows, and that the database cannot keep in every time zone."""
        moment: datetime | None = self.cleaned_data[name]
        if moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR:
            message = _("The year %(year)s is not between %(first)s and %(last)s.")
            raise forms.ValidationError(message % {"year": moment.year, "first": FIRST_YEAR, "last": LAST_YEAR})
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not any(cleaned.get(f"heading_{code}") for code in languages.CODES):
            self._ask_for_a_title()
        for code in languages.CODES:
            if cleaned.get(f"slug_{code}"):
                self._refuse_a_taken_address(code, cleaned[f"slug_{code}"])
        return cleaned

    def _ask_for_a_title(self) -> None:
        field = f"heading_{languages.CODES[0]}"
        if field in self.fields and not self.has_error(field):
            self.add_error(field, _("Give a title in at least one language: a draft is found by it."))

    def _refuse_a_taken_address(self, code: str, slug: str) -> None:
        above = self._path_above(code)
        if above is not None and addresses.taken(self.instance, code, f"{above}{slug}/"):
            message = _("The address “%(path)s” belongs, or belonged, to another page: choose another one.")
            self.add_error(f"slug_{code}", message % {"path": f"/{code}/{above}{slug}/"})

    def _path_above(self, code: str) -> str | None:
        if self.parent_page is None or self.parent_page.is_root():
            return ""
        row = self.parent_page.addresses.current().filter(language=code).first()
        return row.path if row else None

    def as_submitted(self) -> Any:
        """Return a copy of the page with the rows as they were submitted; the page itself stays as it was."""
        page = type(self.instance)()
        page.__dict__.update({key: value for key, value in self.instance.__dict__.items() if key[0] != "_"})
        page._state.adding, page._state.db = self.instance._state.adding, self.instance._state.db
        for name, rows in self.submitted_rows().items():
            setattr(page, name, [row.instance for row in rows])
        for field in self.instance._meta.many_to_many:
            if field.name in self.cleaned_data:
                setattr(page, field.name, self.cleaned_data[field.name])
        return page

    def submitted_rows(self) -> dict[str, list[Any]]:
        """Return the forms of the rows that stay, by relation, in the order in which their author sees them."""
        return {name: _kept(formset) for name, formset in self.formsets.items() if name != "comments"}


def _kept(formset: Any) -> list[Any]:
    kept = [form for form in formset.forms if _is_kept(formset, form)]
    return sorted(kept, key=lambda form: form.cleaned_data.get(ORDERING_FIELD_NAME) or 0)


def _is_kept(formset: Any, form: Any) -> bool:
    gone = formset.can_delete and formset._should_delete_form(form)
    return not gone and (form.has_changed() or not form.empty_permitted)


class ContentPageForm(BilingualPageForm):
    """A record: what readers need is asked for when it is published, scheduled or submitted, not in a draft."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.is_bound and not self.is_deferred_validation and not hasattr(self, "_asked"):
            self._asked = True
            self._ask_for_what_is_missing()
        return valid and not self.errors and all(formset.is_valid() for formset in self.formsets.values())

    def _ask_for_what_is_missing(self) -> None:
        page = self.as_submitted()
        above = None if page.pk else self.parent_page
        found = problems(page)
        for place, message in private_images.problems(page, above=above):
            found.setdefault(place, [])
            found[place] += [] if str(message) in found[place] else [str(message)]
        for place, messages in found.items():
            self._refuse(place, messages)

    def _refuse(self, place: str, messages: list[str]) -> None:
        """Attach reasons to the field or to the rows that they are about."""
        if place in self.formsets:
            formset = self.formsets[place]
            formset._non_form_errors = formset.error_class([*formset.non_form_errors(), *messages])
        elif not self.has_error(place):
            self.add_error(place if place in self.fields else None, messages)


class PageCopyForm(CopyForm):
    """A copy is a draft that is told apart by its mark: there is nothing to ask but where it goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("new_title", "new_slug", "publish_copies", "alias"):
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return {**cleaned, "new_title": self.page.title, "new_slug": self.free_slug(cleaned.get("new_parent_page"))}

    def free_slug(self, parent: Page | None) -> str:
        """Return the first slug after that of the page which no other page beside the copy has."""
        slug, number = self.page.slug, 2
        while not Page._slug_is_available(slug, parent or self.page.get_parent()):
            slug, number = f"{self.page.slug}-{number}", number + 1
        return slug


class RecordCopyForm(PageCopyForm):
    """The copy of a record, which has a reference of its own."""

    def free_slug(self, parent: Page | None) -> str:
        # The reference of the record is taken, so that the copy is given the next free one.
        return str(self.page.slug)
