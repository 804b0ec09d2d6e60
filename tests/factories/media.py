from typing import Any

from django.core.files.base import ContentFile

from portal.models import PortalDocument
from tests.factories.numbers import unique


def make_document(
    name: str = "", *, content: bytes = b"a file", file_kind: str = "txt", **fields: Any
) -> PortalDocument:
    name = name or unique("file")
    file = ContentFile(content, name=f"{name}.{file_kind}")
    return PortalDocument.objects.create(title=name, file=file, file_size=len(content), **fields)
