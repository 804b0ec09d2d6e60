"""What tells whether lists are still as they were read: a mark of every change, written with the change itself."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

LARGEST = 2**31 - 1
Stamp = tuple[int, int]


class ListStamp(models.Model):
    """A change of what lists show.

    Rows are only added: writers need not wait for each other, and whichever commits first, the sum of the rows that can
    be seen is one that no other state of the database has.
    """

    token = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("change of the lists")
        verbose_name_plural = _("changes of the lists")

    def __str__(self) -> str:
        return str(self.token)


def stamp() -> Stamp:
    """Return what stands for the state of all pages that can be seen now; one query."""
    found = ListStamp.objects.aggregate(number=Count("pk"), total=Sum("token"))
    return found["number"], int(found["total"] or 0)


def note_change() -> None:
    """Make every list be read anew; called in the transaction of the change."""
    ListStamp.objects.create(token=secrets.randbelow(LARGEST))
