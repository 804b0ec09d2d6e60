"""What links lead to for one reader in one language, read from the database."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from portal.kinds import record_models
from portal.markdown.links import Link, Picture, targets_in
from portal.models.addresses import Address
from portal.published import Access, visible
from portal.renditions import RENDITION


class PageLinks:
    """The targets of all the texts of a page, looked up at once: a query for each kind of target that occurs.

    A record that the reader may not see is not there. A document needs no such question: it is shown by the page that
    the reader is reading, and the view that serves it asks again.
    """

    def __init__(self, links: dict[str, Link], pictures: dict[str, Picture]) -> None:
        self._links = links
        self._pictures = pictures

    @classmethod
    def of(
        cls, texts: Iterable[str], *, language: str, access: Access, records: Mapping[str, Link] | None = None
    ) -> Self:
        """Look up everything that `texts` point at, but for the records where the caller has done so already."""
        return cls.to(targets_in(texts), language=language, access=access, records=records)

    @classmethod
    def to(
        cls, targets: frozenset[str], *, language: str, access: Access, records: Mapping[str, Link] | None = None
    ) -> Self:
        """Look up targets that were read from texts already."""
        documents, images = _keys(targets, "doc"), _keys(targets, "image")
        references = targets - documents.keys() - images.keys()
        with translation.override(language):
            if records is None:
                records = _found(_records, references, language, access)
            parts = _found(_parts, references - records.keys(), language, access)
            return cls({**records, **parts, **_found(_documents, documents)}, _found(_pictures, images))

    def link(self, target: str) -> Link | None:
        """What a reference or `doc:12` leads to."""
        return self._links.get(target)

    def picture(self, target: str) -> Picture | None:
        """What `image:5` shows."""
        return self._pictures.get(target)


def _keys(targets: Iterable[str], kind: str) -> dict[str, int]:
    """The targets of one kind with the primary keys they name; `doc:12` and `doc:012` are one document."""
    parts = ((target, *target.partition(":")) for target in targets)
    return {target: int(key) for target, name, _colon, key in parts if name == kind and key}


def _found(look_up: Callable[..., dict[str, Any]], wanted: Any, *rest: Any) -> dict[str, Any]:
    return look_up(wanted, *rest) if wanted else {}


def _records(references: frozenset[str], language: str, access: Access) -> dict[str, Link]:
    pages = visible(Page.objects.filter(references__text__in=references), access)
    rows = Address.objects.current().filter(language=language, reference__in=references, page__in=pages)
    return {row.reference: Link(row.url) for row in rows}


def _parts(references: frozenset[str], language: str, access: Access) -> dict[str, Link]:
    """What records have below their own address: the recommendations of a panel."""
    found = (model.urls_of_parts(references, language, access) for model in record_models())
    return {reference: Link(url) for urls in found for reference, url in urls.items()}


def _documents(keys: dict[str, int]) -> dict[str, Link]:
    rows = get_document_model().objects.in_bulk(set(keys.values()))
    return {target: Link(rows[key].url, rows[key].title) for target, key in keys.items() if key in rows}


def _pictures(keys: dict[str, int]) -> dict[str, Picture]:
    rows = _made(set(keys.values()))
    return {target: rows[key] for target, key in keys.items() if key in rows}


def _made(keys: set[int]) -> dict[int, Picture]:
    """Return the pictures whose files are there."""
    renditions = get_image_model().get_rendition_model().objects.filter(image_id__in=keys, filter_spec=RENDITION)
    # This size is the same whatever point the image is centred on.
    return {row.image_id: _picture(row) for row in renditions.filter(focal_point_key="").select_related("image")}


def _picture(rendition: Any) -> Picture:
    return Picture(rendition.url, rendition.width, rendition.height, rendition.image.default_alt_text)
