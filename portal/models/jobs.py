"""What the periodic jobs have done: the row is the truth, a worker only acts on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One due time of one periodic job, which one worker at a time works on."""

    class State(models.TextChoices):
        """Where a run stands; a running one that is held no longer belongs to a worker that died."""

        DUE = "due", _("due")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        OVERTAKEN = "overtaken", _("overtaken by a later one")

    name = models.CharField(_("name"), max_length=60)
    due_at = models.DateTimeField(_("due at"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DUE)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    held_until = models.DateTimeField(_("not taken by another worker before"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    report = models.TextField(_("report"), blank=True)

    class Meta:
        verbose_name = _("run of a periodic job")
        verbose_name_plural = _("runs of periodic jobs")
        ordering = ["-due_at"]
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="job_once_per_due_time")]
        indexes = [models.Index(fields=["finished_at"], name="jobrun_finished_at")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
