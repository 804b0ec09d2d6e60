"""What search knows of the pages: a row per page and language, and which index file of each language serves."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

import languages


class SearchDocument(models.Model):
    """A page in one language as search sees it: the one source of every index, and the outbox for its changes.

    ``seq`` is raised with every change, in the order in which changes are committed. A page that is no longer to be
    found leaves a row that is ``deleted`` and holds no text; ``page_id`` is no foreign key, since the row outlives the
    page. The plain texts are folded, for the search without an index. ``files`` are the texts of what is attached: the
    number of the document, that of the page in it (0 where a file has none) and the text.
    """

    key = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=2, choices=languages.CHOICES)
    page_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=30, blank=True)
    title = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    files = models.JSONField(default=list, blank=True)
    plain_title = models.TextField(blank=True)
    plain_text = models.TextField(blank=True)
    facets = models.JSONField(default=dict, blank=True)
    date = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    restrictions = models.JSONField(default=list, blank=True)
    live_until = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    seq = models.BigIntegerField()
    deleted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        indexes = [models.Index(fields=["language", "seq"], name="search_language_seq")]

    def __str__(self) -> str:
        return self.key


class Counter(models.Model):
    """The one row from which ``seq`` is taken.

    Its lock is held until the change is committed, so a higher number is never seen before a lower one. A sequence
    of the database does not promise that.
    """

    FIRST = 1

    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def last(cls) -> int:
        """Return the highest number given so far."""
        return cls.objects.filter(pk=cls.FIRST).values_list("value", flat=True).first() or 0

    @classmethod
    def take(cls, count: int) -> range:
        """Return the next ``count`` numbers; must be called inside the transaction that uses them."""
        if not cls.objects.filter(pk=cls.FIRST).update(value=F("value") + count):
            cls._start()
            return cls.take(count)
        last = cls.last()
        return range(last - count + 1, last + 1)

    @classmethod
    def _start(cls) -> None:
        try:
            with transaction.atomic():
                cls.objects.create(pk=cls.FIRST)
        except IntegrityError:
            return  # Another process was first.


class IndexFile(models.Model):
    """Which file of the embedded engine serves a language."""

    language = models.CharField(max_length=2, primary_key=True, choices=languages.CHOICES)
    name = models.CharField(max_length=60)
    built_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("index file")
        verbose_name_plural = _("index files")

    def __str__(self) -> str:
        return self.name
