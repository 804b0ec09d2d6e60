"""Pictures of a bundle as images of the portal: the same content is one image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.utils.file import hash_filelike

import languages
from exchange.bundle_files import file_in_bundle
from portal.models import PortalImage
from portal.uploads import without_metadata


@dataclass
class Images:
    """Finds or makes the image of a path; ``kept`` files are deleted again when the import does not succeed.

    What an image of the portal already says about itself stays: people have described it.
    """

    root: Path
    found: dict[str, int] = field(default_factory=dict)
    kept: list[PortalImage] = field(default_factory=list)

    def of(self, path: str, credit: str, rights_confirmed: bool, alt: Mapping[str, str]) -> int:
        """Return the primary key of the image that holds the content of ``path``."""
        if path not in self.found:
            content = self._content(path)
            held = PortalImage.objects.filter(file_hash=hash_filelike(content)).order_by("pk").first()
            self.found[path] = (held or self._make(path, content, credit, rights_confirmed, alt)).pk
        return self.found[path]

    def _content(self, path: str) -> ContentFile[bytes]:
        source = file_in_bundle(self.root, path)
        with source.open("rb") as picture:
            # As an upload in a form: where and when a photo was taken is nobody's business.
            return ContentFile(without_metadata(picture) or source.read_bytes(), name=source.name)

    def _make(
        self, path: str, content: ContentFile[bytes], credit: str, rights_confirmed: bool, alt: Mapping[str, str]
    ) -> PortalImage:
        image = PortalImage(
            title=(next(iter(alt.values()), "") or Path(path).stem)[:100],
            credit=credit,
            rights_confirmed=rights_confirmed,
            file=content,
            file_size=content.size,
            file_hash=hash_filelike(content),
            **{f"alt_{code}": alt.get(code, "") for code in languages.CODES},
        )
        image.save()
        self.kept.append(image)
        return image
