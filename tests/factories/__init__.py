"""What a test needs in order to start: plain functions that set what is required and nothing else."""

from tests.factories.accounts import make_group, make_user, member_of
from tests.factories.guides import make_audience, make_draft, make_guide
from tests.factories.law import make_provision
from tests.factories.media import make_document, make_image
from tests.factories.organisations import make_kind, make_municipality, make_organisation, make_person
from tests.factories.pages import reload, republish, restrict, schedule
from tests.factories.practices import (
    make_objective,
    make_plan_action,
    make_practice,
    make_practice_draft,
    make_target_group,
)
from tests.factories.themes import make_theme

__all__ = [
    "make_audience",
    "make_document",
    "make_draft",
    "make_group",
    "make_guide",
    "make_image",
    "make_kind",
    "make_municipality",
    "make_objective",
    "make_organisation",
    "make_person",
    "make_plan_action",
    "make_practice",
    "make_practice_draft",
    "make_provision",
    "make_target_group",
    "make_theme",
    "make_user",
    "member_of",
    "reload",
    "republish",
    "restrict",
    "schedule",
]
