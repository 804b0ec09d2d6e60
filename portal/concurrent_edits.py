"""Two people edit the same page: whoever saves second keeps what the first one saved.

A form says with which version its user began. When another one has been saved since, what the browser sends is merged
with it (``portal.merging``) before Wagtail sees it, so that the checks, the publication and the workflow are those of
the merged page. Autosave is left to Wagtail, which refuses it: a form that is open does not show what was merged.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from wagtail.admin.models import EditingSession
from wagtail.models import Page, Revision

from portal.merging import Clash, Conflict, Row, Values, merge_fields, merge_rows

#: Wagtail's dialogue says that saving overwrites; our catalogues give these messages the sense they have here.
DIALOGUE = (
    gettext_noop("Proceeding will overwrite the changes made by %(user_name)s."),
    gettext_noop("Proceeding will overwrite the changes you made in that window."),
    gettext_noop("Saving will overwrite a newer version."),
)
#: What every form or row has besides the fields of the record.
NOT_MERGED = {"id", "ORDER", "DELETE", "comment_notifications"}
NOT_MERGED_ROWS = {"comments"}
#: How long after an autosave its answer may still be on the way to the browser.
ANSWER_UNDER_WAY = timedelta(seconds=15)
#: Where the session keeps the pages of which somebody is looking at conflicts.
UNDECIDED = "undecided_pages"
TEXTS = {
    Clash.CHANGED: gettext_lazy(
        "%(who)s has changed this as well, to: “%(theirs)s”. Keep yours or take theirs over, then save."
    ),
    Clash.REMOVED: gettext_lazy(
        "%(who)s has taken this row out while you changed it. Save again to keep it, or delete it."
    ),
    Clash.MISSED: gettext_lazy(
        "You have taken this row out while %(who)s changed it. It is back: delete it again, or save it."
    ),
}


class MergedPost(QueryDict):
    """What a browser sent, merged with the version saved since; the form tells the conflicts where they are."""

    conflicts: tuple[Conflict, ...] = ()
    who = ""

    def __deepcopy__(self, memo: MutableMapping[int, Any]) -> MergedPost:
        found = super().__deepcopy__(memo)
        found.conflicts, found.who = self.conflicts, self.who
        return found


def merged_post(request: HttpRequest, pk: int) -> MergedPost | None:
    """Return the merged data for a form of the page, None where nobody else has saved since it was opened."""
    page = Page.objects.select_for_update().filter(pk=pk).first()
    latest = page and page.latest_revision
    if latest is None or not request.accepts("text/html") or not _is_behind(request.POST, latest):
        return None
    # The views refuse others only after this; nobody else is to learn who has saved a draft.
    if not page.permissions_for_user(request.user).can_edit():
        return None
    form_class = page.specific_class.get_edit_handler().get_form_class()
    # What the form itself saved a moment ago is what its author began with: the rows of it stand in what is sent.
    began = latest if _is_own_autosave(request, page, latest) else _began_with(request.POST, page)
    options = {"parent_page": page.get_parent(), "for_user": request.user}
    theirs = form_class(instance=latest.as_object(), **options)
    base = form_class(instance=began.as_object(), **options) if began else None
    return _merged(request.POST, base, theirs, latest)


def _is_behind(post: QueryDict, latest: Revision) -> bool:
    """Whether the form was opened, or last saved by itself, before the latest version: as Wagtail asks it."""
    own, loaded = post.get("overwrite_revision_id"), post.get("loaded_revision_id")
    if own or not loaded:
        return bool(own) and own != str(latest.pk)
    return loaded != str(latest.pk) or post.get("loaded_revision_created_at", "") != latest.created_at.isoformat()


def _is_own_autosave(request: HttpRequest, page: Page, latest: Revision) -> bool:
    """Whether what was saved since can only be this form itself, by a save whose answer has not come back to it yet.

    An older form that comes back later, from another window or by the way back, is merged like anybody's.
    """
    known = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id", "")
    fresh = latest.user_id == request.user.pk and timezone.now() - latest.created_at < ANSWER_UNDER_WAY
    if not fresh or not known.isdecimal() or len(known) > 18:
        return False
    windows = EditingSession.objects.filter(content_type__model="page", object_id=str(page.pk), user=request.user)
    others = page.revisions.filter(pk__gt=known).exclude(user=request.user)
    return windows.count() <= 1 and not others.exists()


def _began_with(post: QueryDict, page: Page) -> Revision | None:
    """Return the version that the form shows the changes to, None when its text is no longer kept."""
    own = post.get("overwrite_revision_id")
    number = own or post["loaded_revision_id"]
    found = page.revisions.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    kept = own or (found and found.created_at.isoformat() == post.get("loaded_revision_created_at"))
    return found if kept else None


def check_free(page: Page) -> None:
    """Raise ValidationError for a record that is locked or in a workflow: nothing is added to its draft meanwhile.

    Must be called in the transaction that adds to the draft: it makes others wait for its end, and reads again which
    version is the latest.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    page.refresh_from_db(fields=["latest_revision", "live", "locked", "has_unpublished_changes"])
    if page.locked or page.current_workflow_state:
        raise ValidationError(_("This record is locked or in a workflow: add the text when that is over."))


def is_open_elsewhere(page: Page) -> bool:
    """Whether more than one window has the form of the page open: what one of them saved is another one's beginning."""
    sessions = EditingSession.objects.filter(content_type__model="page", object_id=str(page.pk))
    return sessions.count() > 1


def _merged(post: QueryDict, base: Any, theirs: Any, latest: Revision) -> MergedPost:
    data = MergedPost("", mutable=True, encoding=post.encoding)
    for key, values in post.lists():
        data.setlist(key, values)
    fields, conflicts = merge_fields(_values(base) if base else None, _values(theirs), _sent(post, theirs, ""))
    _put(data, "", fields)
    for name, formset in theirs.formsets.items():
        if name not in NOT_MERGED_ROWS and _number_of(post, name) is not None:
            conflicts += _merge_rows(data, name, base and base.formsets[name], formset)
    data.pop("overwrite_revision_id", None)
    data["loaded_revision_id"], data["loaded_revision_created_at"] = str(latest.pk), latest.created_at.isoformat()
    data.conflicts, data.who = tuple(conflicts), str(latest.user or "?")
    return data


def _values(form: Any) -> dict[str, list[str]]:
    """Return what a browser sends for a form that nobody touched."""
    return {name: _sent_for(form[name]) for name in form.fields if name not in NOT_MERGED}


def _sent_for(bound: Any) -> list[str]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    found = shown if isinstance(shown, list | tuple) else [shown]
    return [str(each) for each in found if each is not None]


def _sent(post: QueryDict, form: Any, prefix: str) -> dict[str, list[str]]:
    """Return what was sent for the fields of a form; a box that is not ticked sends nothing."""
    names = [name for name in form.fields if name not in NOT_MERGED]
    sends_nothing = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.SelectMultiple)
    return {
        name: post.getlist(f"{prefix}{name}")
        for name in names
        if f"{prefix}{name}" in post or isinstance(form.fields[name].widget, sends_nothing)
    }


def _put(data: MergedPost, prefix: str, values: Values) -> None:
    for name, texts in values.items():
        data.setlist(f"{prefix}{name}", texts)
        if not texts:
            del data[f"{prefix}{name}"]


def _merge_rows(data: MergedPost, name: str, base: Any, theirs: Any) -> list[Conflict]:
    """Write the merged rows of one relation into the data; return their conflicts."""
    merged = merge_rows(_rows(base) if base else None, _rows(theirs), _sent_rows(data, name, theirs))
    for key in [key for key in data if re.match(rf"{re.escape(name)}-\d+-", key)]:
        del data[key]
    rows = [*merged.known, *merged.added]
    conflicts = []
    for number, row in enumerate(rows):
        prefix = f"{name}-{number}-"
        _put(data, prefix, row.values)
        data[f"{prefix}id"], data[f"{prefix}DELETE"] = row.key, "1" if row.gone else ""
        data[f"{prefix}ORDER"] = str(1 + next(place for place, each in enumerate(merged.order) if each is row))
        conflicts += [replace(conflict, relation=name, number=number) for conflict in row.conflicts]
    data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = str(len(rows)), str(len(merged.known))
    return conflicts


def _number_of(post: QueryDict, name: str) -> int | None:
    """Return how many rows were sent, None for a number that Django refuses."""
    text = str(post.get(f"{name}-TOTAL_FORMS", ""))
    return int(text) if text.isdecimal() and len(text) < 4 else None


def _rows(formset: Any) -> list[Row]:
    return [Row(_values(form), str(form.instance.pk or "")) for form in formset.initial_forms]


def _sent_rows(post: QueryDict, name: str, formset: Any) -> list[Row]:
    """Return the rows as they were sent, in the order in which they stood on the screen."""
    numbers = range(_number_of(post, name) or 0)
    orders = {number: post.get(f"{name}-{number}-ORDER", "") for number in numbers}
    placed = sorted(numbers, key=lambda number: _place(orders[number], number + 1))
    return [_sent_row(post, f"{name}-{number}-", formset) for number in placed]


def _place(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def _sent_row(post: QueryDict, prefix: str, formset: Any) -> Row:
    gone = post.get(f"{prefix}DELETE", "") not in ("", "false", "False", "0")
    return Row(_sent(post, formset.empty_form, prefix), post.get(f"{prefix}id", ""), gone)


def note_conflicts(request: HttpRequest, pk: int, merged: MergedPost | None) -> None:
    """Remember that somebody is looking at conflicts of a page, or that they have saved, or opened it anew."""
    undecided = set(request.session.get(UNDECIDED, ()))
    now = undecided | {pk} if merged and merged.conflicts else undecided - {pk}
    if now != undecided:
        request.session[UNDECIDED] = sorted(now)


def waits_for_a_decision(request: HttpRequest, pk: int) -> bool:
    """Whether a form saves itself while its user is still to choose between two texts."""
    return not request.accepts("text/html") and pk in request.session.get(UNDECIDED, ())


def refusal() -> JsonResponse:
    """Return what Wagtail's script is told of a form that cannot be saved as it is."""
    told = {"error_code": "validation_error", "error_message": _("Choose between the two texts, then save.")}
    return JsonResponse({"success": False, **told}, status=400)


def tell_conflicts(form: Any) -> None:
    """Refuse a form in which two people changed the same thing, with what the other one wrote."""
    for conflict in getattr(form.data, "conflicts", ()):
        place = form.formsets[conflict.relation].forms[conflict.number] if conflict.relation else form
        message = TEXTS[conflict.clash] % {"who": form.data.who, "theirs": conflict.theirs}
        place.add_error(conflict.name or None, message)
