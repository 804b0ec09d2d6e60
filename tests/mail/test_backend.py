"""Mail that others send through Django becomes messages of the portal."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation

from mail.models import Message
from mail.send import send_waiting
from tests.mail.smtp_server import MailServer, html_of

pytestmark = pytest.mark.django_db


def test_each_recipient_gets_a_message_of_their_own(server: MailServer) -> None:
    with translation.override("nl"):
        mail.send_mail("Onderwerp", "Een alinea.\n\nhttp://testserver/nl/", None, ["a@example.org", "b@example.org"])
    assert list(Message.objects.values_list("language", flat=True)) == ["nl", "nl"]
    send_waiting()
    assert server.recipients == ["a@example.org", "b@example.org"]
    assert [each["To"] for each in server.mails] == ["a@example.org", "b@example.org"]
    html = html_of(server.mails[0])
    assert '<html lang="nl-BE"' in html
    assert 'href="http://testserver/nl/"' in html


def test_what_is_rolled_back_is_never_told_of() -> None:
    with suppress(InterruptedError), transaction.atomic():
        mail.send_mail("undone", "text", None, ["jan@example.org"])
        raise InterruptedError
    assert not Message.objects.exists()


def test_headers_html_copies_and_files_are_kept(server: MailServer) -> None:
    message = EmailMultiAlternatives(
        "s", "t", None, ["a@example.org"], bcc=["b@example.org"], reply_to=["c@example.org"], headers={"X-A": "b"}
    )
    message.attach_alternative("<p>own</p>", "text/html")
    message.attach("a.txt", "inhoud", "text/plain")
    message.send()
    send_waiting()
    assert server.recipients == ["a@example.org", "b@example.org"]
    (first, _second) = server.mails
    assert (first["Reply-To"], first["X-A"], first["Cc"]) == ("c@example.org", "b", None)
    assert html_of(first).strip() == "<p>own</p>"
    (file,) = first.iter_attachments()
    assert (file.get_filename(), file.get_content().strip()) == ("a.txt", "inhoud")
