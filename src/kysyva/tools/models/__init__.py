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
from kysyva.tools.models.package import Kind, StagedPart, ToolkitImport
from kysyva.tools.models.procedure import Procedure, ProcedureKind
from kysyva.tools.models.question import PackItem, Question
from kysyva.tools.models.recipe import Recipe, RecipeKind
from kysyva.tools.models.tool import Draft, DraftRevision, StatusChange, Tool, ToolVersion

__all__ = [
    "LANGUAGES",
    "Dimension",
    "Draft",
    "DraftRevision",
    "Kind",
    "LicenceClass",
    "Need",
    "PackItem",
    "Phase",
    "Procedure",
    "ProcedureKind",
    "Question",
    "QuestionType",
    "Recipe",
    "RecipeKind",
    "Setting",
    "StagedPart",
    "Status",
    "StatusChange",
    "Tool",
    "ToolDocument",
    "ToolVersion",
    "ToolkitImport",
]
