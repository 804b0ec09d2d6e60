"""The mail server, under a short name."""

import pytest

from tests.mail.smtp_server import MailServer


@pytest.fixture
def server(mail_server: MailServer) -> MailServer:
    return mail_server
