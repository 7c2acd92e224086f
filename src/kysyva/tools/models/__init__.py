"""Tools, versions, questions, packs and packages in preparation."""

from kysyva.tools.models.document import LANGUAGES, ToolDocument
from kysyva.tools.models.facets import (
    Dimension,
    LicenceClass,
    Need,
    Phase,
    QuestionType,
    Setting,
    Status,
)
from kysyva.tools.models.package import StagedTool, ToolkitImport
from kysyva.tools.models.question import PackItem, Question
from kysyva.tools.models.tool import Draft, StatusChange, Tool, ToolVersion

__all__ = [
    "LANGUAGES",
    "Dimension",
    "Draft",
    "LicenceClass",
    "Need",
    "PackItem",
    "Phase",
    "Question",
    "QuestionType",
    "Setting",
    "StagedTool",
    "Status",
    "StatusChange",
    "Tool",
    "ToolDocument",
    "ToolVersion",
    "ToolkitImport",
]
