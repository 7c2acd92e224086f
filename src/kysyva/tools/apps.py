"""Tools, their versions, questions and packages."""

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    """Tools, their versions, questions and packages."""

    name = "kysyva.tools"
