"""What search knows of the pages: a row per page and language, and which index file of each language serves."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext
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


class DocumentText(models.Model):
    """The text of a document, read off the request and kept: ``pages`` are pairs of a number and a text.

    The number is 0 where the file has no pages of its own. ``fingerprint`` says which file was read: a document with
    another one waits for its turn.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("not read yet")
        READ = "read", _("read")
        NO_TEXT = "no_text", _("scanned: no text in it")
        LOCKED = "locked", _("protected by a password")
        BROKEN = "broken", _("damaged")
        HEAVY = "heavy", _("too heavy to be read")

    #: States in which search finds nothing of the document.
    PROBLEMS = (State.NO_TEXT, State.LOCKED, State.BROKEN, State.HEAVY)

    document = models.OneToOneField(
        "portal.PortalDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    fingerprint = models.CharField(max_length=200)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.WAITING)
    pages = models.JSONField(default=list, blank=True)
    page_count = models.PositiveIntegerField(_("pages"), default=0)
    cut = models.BooleanField(_("only the beginning is found"), default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(_("read on"), null=True, blank=True)

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"

    @property
    def problem(self) -> str:
        """What an author should know of the document, empty when all of it can be found."""
        if self.state == self.State.READ and self.cut:
            last = max((number for number, _text in self.pages), default=0)
            if last:
                return gettext("This file is very long: search finds its first %d pages.") % last
            return gettext("This file is very long: search finds only its beginning.")
        return str(TELLING.get(self.state, ""))


TELLING: dict[str, Any] = {
    DocumentText.State.NO_TEXT: _(
        "This file is a scan without text: neither search nor a screen reader can read it. Recognise the text (OCR) "
        "and offer the new file."
    ),
    DocumentText.State.LOCKED: _("This file asks for a password: search cannot read it, and neither can readers."),
    DocumentText.State.BROKEN: _("This file is damaged: search cannot read it. Save it again and offer the new file."),
    DocumentText.State.HEAVY: _("This file is too heavy to be read by search: divide it or make it simpler."),
}


class QueryCount(models.Model):
    """How often something was asked on one day, and how often nothing was found; by whom is known nowhere."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=2, choices=languages.CHOICES)
    text = models.CharField(_("question"), max_length=100)
    theme = models.CharField(_("theme"), max_length=100, blank=True)
    asked = models.PositiveIntegerField(_("times asked"), default=0)
    empty = models.PositiveIntegerField(_("times without a result"), default=0)

    class Meta:
        verbose_name = _("count of questions")
        verbose_name_plural = _("counts of questions")
        constraints = [models.UniqueConstraint(fields=["day", "language", "text"], name="search_question_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.language} {self.text}"
