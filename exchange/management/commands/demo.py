import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange import demonstration
from portal.processes import run_together

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Prepare the demonstration, show its address and accounts, and run web server and worker until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--new-passwords", action="store_true", help="give the accounts new passwords")
        parser.add_argument("--prepare-only", action="store_true", help="prepare and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if not options["prepare_only"]:
            self.refuse_taken(port)
        for step in demonstration.prepare():
            self.stdout.write(f"{step.title} ...")
        self.show(port, demonstration.people(new_passwords=options["new_passwords"]))
        if not options["prepare_only"]:
            sys.exit(run_together(self.commands(port)))

    def refuse_taken(self, port: int) -> None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                raise CommandError(
                    f"Port {port} is taken. Stop what runs there, or choose another: make demo PORT={port + 1}"
                )

    def show(self, port: int, accounts: list[demonstration.Account]) -> None:
        lines = [demonstration.describe(account) for account in accounts]
        address = f"http://localhost:{port}"
        self.stdout.write("\n".join(["", f"{address}/", f"{address}/admin/", *lines, "Ctrl-C stops the site.", ""]))

    def commands(self, port: int) -> list[list[str]]:
        manage = str(settings.BASE_DIR / "manage.py")
        os.environ["SITE_URL"] = f"http://localhost:{port}"
        server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
        server += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning"]
        # One that is told to stop while it starts does not hear it; without a limit its parent would wait for ever.
        server += ["--workers-kill-timeout", "10", "portal.wsgi:application"]
        return [server, [sys.executable, manage, "worker"]]
