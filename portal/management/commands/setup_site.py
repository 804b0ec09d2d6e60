from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.setup import ensure_tree


class Command(BaseCommand):
    help = "Make what a new site needs: the home page, the lists of records and the site's address. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        home = ensure_tree()
        self.stdout.write(_("The site is ready: %(url)s") % {"url": home.full_url})
