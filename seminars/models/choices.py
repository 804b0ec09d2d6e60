"""The closed lists of seminars, panels, recommendations and working groups: part of their meaning, not data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SeminarState(models.TextChoices):
    """Where a seminar stands; the last two come long after the day itself."""

    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("registration open")
    FULL = "full", _("fully booked")
    HELD = "held", _("held")
    OUTPUTS_PUBLISHED = "outputs_published", _("outputs published")
    FOLLOWED_UP = "followed_up", _("followed up")


#: The states in which readers come for what the seminar has brought, not for its programme.
WITH_OUTPUTS = (SeminarState.OUTPUTS_PUBLISHED, SeminarState.FOLLOWED_UP)


class LanguageRegime(models.TextChoices):
    FR = "fr", _("French")
    NL = "nl", _("Dutch")
    BOTH = "both", _("French and Dutch")


class ProgrammeKind(models.TextChoices):
    PLENARY = "plenary", _("plenary session")
    PANEL = "panel", _("discussion panel")
    BREAK = "break", _("break")


class PanelRole(models.TextChoices):
    EXPERT = "expert", _("expert")
    TECHNICIAN = "technician", _("technician")
    MODERATOR = "moderator", _("moderator")
    RAPPORTEUR = "rapporteur", _("rapporteur")


class NoteState(models.TextChoices):
    """How far the note of a panel has come."""

    DRAFT = "draft", _("draft")
    READ = "read", _("read by the panel")
    FINAL = "final", _("final")


class Priority(models.TextChoices):
    HIGH = "high", _("high")
    NORMAL = "normal", _("normal")
    LOW = "low", _("low")


class RecommendationState(models.TextChoices):
    OPEN = "open", _("open")
    TAKEN_UP = "taken_up", _("taken up")
    DONE = "done", _("carried out")
    DECLINED = "declined", _("declined")


class GroupStatus(models.TextChoices):
    FORMING = "forming", _("being formed")
    ACTIVE = "active", _("at work")
    PAUSED = "paused", _("paused")
    FINISHED = "finished", _("finished")


class DeliverableState(models.TextChoices):
    PLANNED = "planned", _("planned")
    IN_PROGRESS = "in_progress", _("in progress")
    DELIVERED = "delivered", _("delivered")
    DROPPED = "dropped", _("dropped")
