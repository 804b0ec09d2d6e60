"""Mails of the workflow, sent to real mail servers: working, refusing, hanging, and absent."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core import mail
from django.db import connections, transaction
from django.test import Client
from wagtail.models import WorkflowState

from accounts.models import User
from accounts.roles import COORDINATION, EDITORS, apply_roles
from guides.models import GuidePage
from portal.setup import ensure_tree
from tests.factories import make_draft, make_user, reload
from tests.guides.form_data import edit_url, filled

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SUBMIT = {"action-submit": "1"}


class Postbox:
    """A mail server's part that takes mail; notes for each recipient whether the sender's transaction was open."""

    def __init__(self) -> None:
        self.sender = connections["default"]
        self.refuses: set[str] = set()
        self.received: list[str] = []
        self.in_transaction: list[bool] = []

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.in_transaction.append(self.sender.in_atomic_block)
        if address in self.refuses:
            return "550 nobody of this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.received += envelope.rcpt_tos
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    use_server(settings, free_port())
    handler = Postbox()
    server = Controller(handler, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    server.start()
    yield handler
    server.stop()


@pytest.fixture
def silent_server(settings: Any) -> Iterator[list[bool]]:
    """A server that takes connections and never says a word; yields, for each, whether a transaction was open."""
    sender, seen, taken = connections["default"], [], []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return
                seen.append(sender.in_atomic_block)

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        use_server(settings, server.getsockname()[1])
        yield seen
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    for each in taken:
        each.close()


def use_server(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "portal.mail_after_commit.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5


@pytest.fixture
def cell() -> list[User]:
    """The people of the coordination cell, who are told of what is submitted."""
    ensure_tree()
    apply_roles()
    return [make_user(f"{name}@example.org", groups=(COORDINATION.group,)) for name in ("anne", "bart")]


@pytest.fixture
def page(cell: list[User]) -> GuidePage:
    return make_draft()


@pytest.fixture
def editor(cell: list[User], client: Client) -> Client:
    client.force_login(make_user(groups=(EDITORS.group,)))
    return client


def submit(editor: Client, page: GuidePage) -> None:
    """Save and submit the page; the edit and its workflow must be there afterwards, whatever became of the mails."""
    response = editor.post(edit_url(page), filled(heading_fr="Un titre nouveau", **SUBMIT))
    assert response.status_code == 302
    assert reload(page).get_latest_revision_as_object().heading_fr == "Un titre nouveau"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_people_are_told_of_a_submission_after_the_commit(editor: Client, page: GuidePage, postbox: Postbox) -> None:
    submit(editor, page)

    assert sorted(postbox.received) == ["anne@example.org", "bart@example.org"]
    assert not any(postbox.in_transaction)


def test_recipient_that_is_refused_keeps_neither_the_edit_nor_the_other_mail(
    editor: Client, page: GuidePage, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.refuses = {"anne@example.org"}

    submit(editor, page)

    assert postbox.received == ["bart@example.org"]
    assert [record.levelno for record in caplog.records if "was not sent" in record.message] == [logging.ERROR]


def test_server_that_hangs_holds_no_transaction_and_is_tried_once(
    editor: Client, page: GuidePage, silent_server: list[bool], caplog: pytest.LogCaptureFixture
) -> None:
    submit(editor, page)

    assert silent_server == [False]
    assert len([record for record in caplog.records if "was not sent" in record.message]) == 2


def test_server_that_is_not_there_loses_no_edit(
    editor: Client, page: GuidePage, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    use_server(settings, free_port())

    submit(editor, page)

    assert "no server having answered" in caplog.text


def write_and_undo() -> None:
    with transaction.atomic():
        mail.send_mail("undone", "text", None, ["undone@example.org"])
        raise InterruptedError


def test_nobody_is_told_of_what_was_rolled_back(postbox: Postbox) -> None:
    with transaction.atomic():
        mail.send_mail("kept", "text", None, ["kept@example.org"])
        with suppress(InterruptedError):
            write_and_undo()

    assert postbox.received == ["kept@example.org"]


def test_mail_outside_a_transaction_is_sent_at_once_and_its_failure_told(postbox: Postbox) -> None:
    postbox.refuses = {"anne@example.org"}

    assert mail.send_mail("told", "text", None, ["bart@example.org"]) == 1
    with pytest.raises(OSError, match="nobody of this name"):
        mail.send_mail("told", "text", None, ["anne@example.org"])
