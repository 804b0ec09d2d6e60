from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from newsletter.models import Subscriber, Transfer


class Command(BaseCommand):
    help = "Say which subscribers were in the exports of some days, should one of the files have got lost."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("first", type=date.fromisoformat, help="a day, as 2026-11-01")
        parser.add_argument("last", type=date.fromisoformat, help="a day, as 2026-11-30")

    def handle(self, *args: Any, **options: Any) -> None:
        days = (options["first"], options["last"])
        for done in Transfer.objects.filter(kind=Transfer.Kind.EXPORT, at__date__range=days).select_related("by"):
            when = timezone.localtime(done.at)
            self.stdout.write(f"{when:%Y-%m-%d %H:%M}, {done.number} subscribers, by {done.by}: {done.reason}")
            emails = dict(Subscriber.objects.filter(uuid__in=done.subscribers).values_list("uuid", "email"))
            for uuid in done.subscribers:
                self.stdout.write(f"  {uuid} {next((e for u, e in emails.items() if str(u) == uuid), '') or 'erased'}")
