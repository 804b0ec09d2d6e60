from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import second_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Take the second factor from somebody who lost it, where no administrator can do it in the admin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError("Nobody has this address.")
        if not second_factor.remove(person, by=None):
            raise CommandError("This person has no second factor.")
        self.stdout.write("Removed. At the next sign-in a new one is to be set up.")
