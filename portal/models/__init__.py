"""The models that every page and every package shares."""

from portal.models.addresses import Address, Reference
from portal.models.base import BilingualPage
from portal.models.competences import Competence
from portal.models.content import ContentPage
from portal.models.information import AccessibilityStatementPage, InformationPage
from portal.models.jobs import JobRun
from portal.models.language_rule import LanguageRule
from portal.models.list_stamps import ListStamp
from portal.models.media import Licence, PortalDocument, PortalImage, PortalRendition
from portal.models.relations import RecordChange, RecordFile, RecordLink, Relation
from portal.models.sections import HomePage, IndexPage
from portal.models.steps import Step

__all__ = [
    "AccessibilityStatementPage",
    "Address",
    "BilingualPage",
    "Competence",
    "ContentPage",
    "PortalDocument",
    "HomePage",
    "PortalImage",
    "InformationPage",
    "IndexPage",
    "JobRun",
    "LanguageRule",
    "Licence",
    "ListStamp",
    "RecordChange",
    "RecordFile",
    "RecordLink",
    "Reference",
    "Relation",
    "Step",
    "PortalRendition",
]
