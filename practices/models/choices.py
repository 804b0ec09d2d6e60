"""The closed lists of a practice: they are part of its meaning, not data that an editor changes."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("practice", "planned")
    PILOT = "pilot", pgettext_lazy("practice", "pilot project")
    RUNNING = "running", pgettext_lazy("practice", "running")
    ENDED = "ended", pgettext_lazy("practice", "ended")
    STOPPED = "stopped", pgettext_lazy("practice", "stopped early")


class Nature(models.TextChoices):
    PROCEDURE = "procedure", _("procedure")
    TOOL = "tool", _("tool")
    AGREEMENT = "agreement", _("agreement")
    TEAM = "team", _("team or organisation")
    COMMUNICATION = "communication", _("communication")
    TRAINING = "training", _("training")


class Origin(models.TextChoices):
    """Where the practice was first told; the record itself is named by a relation."""

    SEMINAR = "seminar", _("a seminar")
    PANEL = "panel", _("a discussion panel")
    WORKING_GROUP = "working_group", _("a working group")
    FIELD_MEETING = "field_meeting", _("a meeting in the field")
    SPONTANEOUS = "spontaneous", _("sent in by the service itself")


class Budget(models.TextChoices):
    """What it costs in a year, besides the staff."""

    NONE = "none", _("nothing besides the staff")
    UNDER_10000 = "under_10000", _("under 10,000 euros a year")
    TO_50000 = "10000_50000", _("10,000 to 50,000 euros a year")
    TO_250000 = "50000_250000", _("50,000 to 250,000 euros a year")
    OVER_250000 = "over_250000", _("over 250,000 euros a year")
    UNKNOWN = "unknown", _("not known")


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    NOT_NEEDED = "not_needed", _("not needed")


class EvidenceLevel(models.IntegerChoices):
    """How well it is known that the practice works; enthusiasm does not count."""

    REPORTED = 0, pgettext_lazy("evidence", "reported")
    DOCUMENTED = 1, pgettext_lazy("evidence", "documented")
    MEASURED = 2, pgettext_lazy("evidence", "measured before and after")
    EVALUATED = 3, pgettext_lazy("evidence", "evaluated independently")


EVIDENCE_IN_WORDS: dict[int, Promise] = {
    EvidenceLevel.REPORTED: _("The service tells what it sees; nothing was written down or counted."),
    EvidenceLevel.DOCUMENTED: _("Reports, figures or files of the service support what is told here."),
    EvidenceLevel.MEASURED: _("The service measured the situation before and after, in the same way."),
    EvidenceLevel.EVALUATED: _("Somebody who has no part in the practice examined its effects."),
}
