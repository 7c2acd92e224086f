"""Addresses of tools, questions and packs within an organisation."""

from django.urls import path

from kysyva.tools.views import (
    browsing,
    conflict,
    editing,
    history,
    pack,
    procedures,
    questions,
    recipes,
    releasing,
    tool,
    toolkit,
)

urlpatterns = [
    path("tools/", browsing.library, name="library"),
    # Words that no tool can have as its short name: RESERVED_SLUGS of tools.models.tool.
    path("tools/cards/", tool.tool_cards, name="tool_cards"),
    path("tools/drafts/", editing.tool_drafts, name="tool_drafts"),
    path("tools/new/", editing.tool_new, name="tool_new"),
    path("tools/<slug:slug>/", tool.tool, name="tool"),
    path("tools/<slug:slug>/questions/", tool.tool_questions, name="tool_questions"),
    path("tools/<slug:slug>/edit/", editing.tool_edit, name="tool_edit"),
    path("tools/<slug:slug>/edit/conflict/", conflict.tool_conflict, name="tool_conflict"),
    path("tools/<slug:slug>/edit/rebase/", conflict.tool_rebase, name="tool_rebase"),
    path("tools/<slug:slug>/preview/", editing.tool_preview, name="tool_preview"),
    path("tools/<slug:slug>/discard/", editing.tool_discard, name="tool_discard"),
    path("tools/<slug:slug>/publish/", releasing.tool_publish, name="tool_publish"),
    path("tools/<slug:slug>/status/", releasing.tool_status, name="tool_status"),
    path("tools/<slug:slug>/history/", history.tool_history, name="tool_history"),
    path("tools/<slug:slug>/history/compare/", history.tool_compare, name="tool_compare"),
    path("tools/<slug:slug>/history/<int:number>/", history.tool_version, name="tool_version"),
    path(
        "tools/<slug:slug>/history/<int:number>/restore/",
        history.tool_restore,
        name="tool_restore",
    ),
    path("questions/", questions.questions, name="questions"),
    path("questions/draw/", questions.question_draw, name="question_draw"),
    path("questions/sheet/", questions.question_sheet, name="question_sheet"),
    path("recipes/", recipes.recipes, name="recipes"),
    path("recipes/<slug:slug>/", recipes.recipe, name="recipe"),
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/<slug:kind>/", procedures.procedure, name="procedure"),
    path("procedures/<slug:kind>/edit/", procedures.procedure_edit, name="procedure_edit"),
    path("toolkit/", toolkit.toolkit, name="toolkit"),
    path("toolkit/export/", toolkit.toolkit_export, name="toolkit_export"),
    path("toolkit/import/<int:toolkit_import_id>/", toolkit.toolkit_import, name="toolkit_import"),
    path(
        "toolkit/import/<int:toolkit_import_id>/<int:staged_part_id>/",
        toolkit.toolkit_import_part,
        name="toolkit_import_part",
    ),
    path("pack/", pack.pack, name="pack"),
]
