"""The forms of documents and images in the admin, with the checks of this package."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any, cast

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.models.media import PortalDocument
from portal.uploads.checking import check_upload
from portal.uploads.names import guess, stem
from portal.uploads.pictures import without_metadata

#: What the form of a file that is dropped among others does not ask before it is there.
ASKED_AFTERWARDS = ("language", "kind", "licence", "accessible")


class Named:
    """A file of which nobody has written the title: it is given one that can be read."""

    files: Any
    cleaned_data: dict[str, Any]

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        file = self.files.get(self.add_prefix("file"))  # type: ignore[attr-defined]
        is_untouched = file and title in (file.name, stem(file.name))
        return guess(file.name).title if is_untouched else title


class DocumentForm(Named, BaseDocumentForm):
    """A document that is what its name says; one of several that are dropped at once is sorted by its name."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        if data and files and not any(name in data for name in ASKED_AFTERWARDS) and "prefix" not in kwargs:
            data = {**_said_by(files["file"].name), **data}
        super().__init__(data, files, **kwargs)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_upload(cast(IO[bytes], file.file), file.name or "")
        return file


class ImageForm(Named, BaseImageForm):
    """An image that is one, without the place where it was taken."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_upload(cast(IO[bytes], file.file), file.name or "")
            return _cleaned(file)
        return file


def _said_by(name: str) -> dict[str, str]:
    """Return the facts that the name of a file gives, and for the others what documents have to begin with."""
    found = guess(name)
    facts = {each: PortalDocument._meta.get_field(each).get_default() for each in ASKED_AFTERWARDS}
    return facts | {"language": found.language} | ({"kind": found.kind} if found.kind else {})


def _cleaned(file: UploadedFile) -> UploadedFile:
    data = without_metadata(cast(IO[bytes], file.file))
    if data is None:
        return file
    clean = InMemoryUploadedFile(BytesIO(data), "file", file.name, file.content_type, len(data), file.charset)
    # Wagtail reads the size of the picture from what Django's own field has opened.
    clean.image = getattr(file, "image", None)  # type: ignore[attr-defined]
    return clean
