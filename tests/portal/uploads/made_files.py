"""Files made on the spot: honest ones and hostile ones."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

OFFICE = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "odp": "content.xml",
}
ODF = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def office(extension: str, **more: bytes) -> bytes:
    """Return an office file; ``more`` are further members, with ``__`` for the slash and ``_dot_`` for the dot."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if extension in ODF:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{ODF[extension]}")
        archive.writestr(OFFICE[extension], b"<xml/>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def bomb() -> bytes:
    return office("docx", word__media__image1_dot_bmp=bytes(30_000_000))


def crowd() -> bytes:
    return office("docx", **{f"word__part{number}_dot_xml": b"" for number in range(2500)})


def pdf(action: str = "", *, attachment: bool = False, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if action:
        # The name of the action stands elsewhere in the file, as a hostile one would have it.
        name = writer._add_object(NameObject(f"/{action}"))
        target = TextStringObject("cmd.exe")
        run = DictionaryObject({NameObject("/S"): name, NameObject("/F"): target})
        writer.root_object[NameObject("/OpenAction")] = run
    if attachment:
        writer.add_attachment("letter.exe", b"MZ")
    if password:
        writer.encrypt(password)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, format=form, **options)
    return file.getvalue()


def place() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Jan"
    exif.get_ifd(0x8825)[2] = (50.0, 50.0, 0.0)
    return exif


def photo() -> bytes:
    """Return a photo on its side that says where it was taken and with what."""
    return picture("JPEG", exif=place())


def noise(form: str) -> bytes:
    """Return a picture of which most bytes are pixels."""
    file = BytesIO()
    Image.effect_noise((120, 120), 90).convert("RGB").save(file, format=form)
    return file.getvalue()


def half(form: str) -> bytes:
    """Return a picture with an honest head, of which the upload broke off."""
    content = noise(form)
    return content[: len(content) // 2]


def moving(form: str, **options: object) -> bytes:
    frames = [Image.effect_noise((40, 20), 20 * number).convert("RGB") for number in (1, 2, 3)]
    file = BytesIO()
    frames[0].save(file, format=form, save_all=True, append_images=frames[1:], **options)
    return file.getvalue()


def several_photos() -> bytes:
    """Return what many telephones write: a JPEG with a second picture behind it, and the place."""
    return moving("MPO", exif=place())


def captioned_jpeg() -> bytes:
    """Return a JPEG whose only trace is an IPTC field, with the name of the city."""
    field = b"\x1c\x02\x5a" + struct.pack(">H", 5) + b"Namur"
    resource = b"8BIM" + struct.pack(">H", 0x0404) + b"\0\0" + struct.pack(">I", len(field)) + field
    body = b"Photoshop 3.0\0" + resource + b"\0" * (len(field) % 2)
    content = picture("JPEG")
    return content[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + content[2:]


def huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """Return the head of a picture that says it has 2.5 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
