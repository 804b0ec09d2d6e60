"""Good practices: what a service did about a problem, how, with what, and what came of it."""

from practices.models.choices import Answer, Budget, EvidenceLevel, Nature, Origin, State
from practices.models.index import PracticeIndexPage
from practices.models.page import PracticePage
from practices.models.reference import ContractObjective, PlanAction, TargetGroup
from practices.models.rows import BuildingBlock, PracticePartner, PracticeResult, PracticeStep

__all__ = [
    "Answer",
    "Budget",
    "BuildingBlock",
    "ContractObjective",
    "EvidenceLevel",
    "Nature",
    "Origin",
    "PlanAction",
    "PracticeIndexPage",
    "PracticePage",
    "PracticePartner",
    "PracticeResult",
    "PracticeStep",
    "State",
    "TargetGroup",
]
