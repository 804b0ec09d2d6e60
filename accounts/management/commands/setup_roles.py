from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.roles import ROLES, apply_roles


class Command(BaseCommand):
    help = (
        "Make the groups of the four roles and their workflow, with exactly the rights of the table. Safe to run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        apply_roles()
        self.stdout.write(_("The roles are ready: %s") % ", ".join(role.label for role in ROLES))
