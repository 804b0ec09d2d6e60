"""A mail server of one's own for the tests of mail."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.mail.smtp_server import MailServer, free_port, running, use_server


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    port = free_port()
    use_server(settings, port)
    with running(port) as handler:
        yield handler
