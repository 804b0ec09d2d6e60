from typing import Any

from django.core.management.base import BaseCommand

from mail.address import normalised
from portal import erasures, privacy


class Command(BaseCommand):
    help = "Erase again whoever was erased since the backup that was restored was made."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for address in sorted({normalised(each) for each in privacy.known_addresses()}):
            if erasures.is_erased(address):
                privacy.erase(address)
                done += 1
        self.stdout.write(f"{done} addresses erased again.")
