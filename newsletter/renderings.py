"""The frozen words of a send."""

from __future__ import annotations

from hashlib import sha256

from mail.render import Rendered
from newsletter.models import Rendering, Send


def freeze(send: Send, code: str, mail: Rendered, key: str = "") -> Rendering:
    """Keep a mail as it is: whatever becomes of the page, this is what is sent."""
    digest = sha256("\0".join((mail.subject, mail.text, mail.html)).encode()).hexdigest()
    return Rendering.objects.create(
        send=send, language=code, key=key, subject=mail.subject, html=mail.html, text=mail.text, sha256=digest
    )
