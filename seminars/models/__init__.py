"""Seminars with their panels and recommendations, and the working groups that take these up."""

from seminars.models.choices import (
    DeliverableState,
    GroupStatus,
    LanguageRegime,
    NoteState,
    PanelRole,
    Priority,
    ProgrammeKind,
    RecommendationState,
    SeminarState,
)
from seminars.models.panel import PanelMention, PanelPage, PanelPerson
from seminars.models.readings import PanelReader, ReaderComment
from seminars.models.recommendations import Recommendation, RecommendationEvent
from seminars.models.seminar import SeminarIndexPage, SeminarPage
from seminars.models.seminar_rows import Participation, ProgrammeItem, SeminarAim, SeminarPhoto, Takeaway
from seminars.models.working_groups import Deliverable, Meeting, WorkingGroupIndexPage, WorkingGroupPage

__all__ = [
    "Deliverable",
    "DeliverableState",
    "GroupStatus",
    "LanguageRegime",
    "Meeting",
    "NoteState",
    "PanelMention",
    "PanelPage",
    "PanelPerson",
    "PanelReader",
    "PanelRole",
    "Participation",
    "Priority",
    "ProgrammeItem",
    "ProgrammeKind",
    "ReaderComment",
    "Recommendation",
    "RecommendationEvent",
    "RecommendationState",
    "SeminarAim",
    "SeminarIndexPage",
    "SeminarPage",
    "SeminarPhoto",
    "SeminarState",
    "Takeaway",
    "WorkingGroupIndexPage",
    "WorkingGroupPage",
]
