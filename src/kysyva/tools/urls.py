"""Addresses of tools, questions and packs within an organisation."""

from django.urls import path

from kysyva.tools.views import library, pack, procedures, questions, recipes, tool, toolkit

urlpatterns = [
    path("tools/", library.library, name="library"),
    path("tools/cards/", tool.tool_cards, name="tool_cards"),
    path("tools/<slug:slug>/", tool.tool, name="tool"),
    path("tools/<slug:slug>/questions/", tool.tool_questions, name="tool_questions"),
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
    path("pack/", pack.pack, name="pack"),
]
