"""The forms with which a translation comes back: the file first, then the choice of what is taken over."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exchange.translation.sheet import Passage, Sheet
from exchange.translation.word_file import read
from portal.uploads.checking import check_upload

#: A table with every text of the longest record has a tenth of this.
LARGEST = 2 * 1024 * 1024
_SALT = "exchange.translation"
#: Seconds within which somebody decides what to take over.
_KEPT = 4 * 60 * 60


class TranslatedFileForm(forms.Form):
    """A file that came back; it must be of the record it is brought to."""

    file = forms.FileField(
        label=gettext_lazy("Translated file (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"})
    )

    def __init__(self, *args: Any, reference: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reference = reference

    def clean_file(self) -> Sheet:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            limits = {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST)}
            raise ValidationError(_("This file has %(size)s; at most %(limit)s are taken.") % limits)
        check_upload(file, file.name)
        if PurePath(file.name.lower()).suffix != ".docx":
            raise ValidationError(_("Save the file as a Word document (.docx) first."))
        sheet = read(BytesIO(file.read()))
        if sheet.reference != self.reference:
            names = {"other": sheet.reference, "this": self.reference}
            raise ValidationError(_("This file is of %(other)s, not of %(this)s: bring it there.") % names)
        return sheet


def sealed(sheet: Sheet, revision: int | None) -> str:
    """Return a sheet as the page of the comparison carries it: nobody can change it on the way."""
    return signing.dumps({"sheet": asdict(sheet), "revision": revision}, salt=_SALT, compress=True)


def unsealed(text: str) -> tuple[Sheet, int | None]:
    """Return a sheet and the version it was compared with. Raises ValidationError for one that is none of ours."""
    try:
        held = signing.loads(text, salt=_SALT, max_age=_KEPT)
    except signing.BadSignature as error:
        raise ValidationError(_("Too much time has passed: bring the file again.")) from error
    passages = tuple(Passage(**each) for each in held["sheet"].pop("passages"))
    return Sheet(**held["sheet"], passages=passages), held["revision"]
