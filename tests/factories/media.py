from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from portal.models import PortalDocument, PortalImage
from tests.factories.numbers import unique


def make_document(
    name: str = "", *, content: bytes = b"a file", file_kind: str = "txt", **fields: Any
) -> PortalDocument:
    name = name or unique("file")
    file = ContentFile(content, name=f"{name}.{file_kind}")
    return PortalDocument.objects.create(title=name, file=file, file_size=len(content), **fields)


def make_image(**fields: Any) -> PortalImage:
    """Make an image of 20 by 20 pixels; no file of it is made for pages."""
    content = BytesIO()
    Image.new("RGB", (20, 20)).save(content, format="PNG")
    return PortalImage.objects.create(
        **{"title": "plan", "file": ContentFile(content.getvalue(), "plan.png"), **fields}
    )
