"""The closed lists by which tools and questions are found.

The ids are those of the toolkit package format (docs/toolkit-format.md); the names are the terms of
the glossary (docs/glossary.md).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Setting(models.TextChoices):
    """The forum or moment in which a tool is used."""

    ONE_ON_ONE = "one_on_one", _("One-to-one")
    TEAM_MEETING = "team_meeting", _("Team meeting")
    DEVELOPMENT_DAY = "development_day", _("Development day")
    EVERYDAY = "everyday", _("Everyday moment")
    EARLY_SUPPORT = "early_support", _("Early support")
    ONBOARDING = "onboarding", _("Onboarding")
    CHANGE = "change", _("Change")
    CONFLICT = "conflict", _("Conflict")
    DEVELOPMENT_DISCUSSION = "development_discussion", _("Development discussion")
    RECOGNITION = "recognition", _("Thanks and recognition")
    DELEGATION = "delegation", _("Delegation")
    REFLECTION = "reflection", _("Own reflection")
    REMOTE = "remote", _("Remote and hybrid work")
    PEER_GROUP = "peer_group", _("Peer group")


class Need(models.TextChoices):
    """The human need that a tool serves."""

    CLARITY = "clarity", _("Clarity")
    AUTONOMY = "autonomy", _("Say over own work")
    COMPETENCE = "competence", _("Competence")
    RELATEDNESS = "relatedness", _("Belonging")
    MEANING = "meaning", _("Meaning")
    RECOGNITION = "recognition", _("Appreciation")
    SAFETY = "safety", _("Safety and trust")
    WELLBEING = "wellbeing", _("Well-being")
    BEING_HEARD = "being_heard", _("Being heard")
    STRUCTURE = "structure", _("Structure and guidance")
    PROBLEM_SOLVING = "problem_solving", _("Solving a problem")
    CHANGE_SUPPORT = "change_support", _("Support in change")
    COOPERATION = "cooperation", _("Co-operation")
    DEVELOPMENT = "development", _("Growth")
    PARTICIPATION = "participation", _("Participation")
    FAIRNESS = "fairness", _("Fairness")


class Phase(models.TextChoices):
    """The phase of a conversation. Ours by name; related to GROW, OSKAR and CLEAR."""

    CONTACT = "contact", pgettext_lazy("phase", "Contact and agreement")
    GOAL = "goal", pgettext_lazy("phase", "Direction")
    REALITY = "reality", pgettext_lazy("phase", "Present state")
    RESOURCES = "resources", pgettext_lazy("phase", "Resources")
    OPTIONS = "options", pgettext_lazy("phase", "Options")
    WILL = "will", pgettext_lazy("phase", "Step")
    REVIEW = "review", pgettext_lazy("phase", "Learning and follow-up")


class QuestionType(models.TextChoices):
    """What a question does."""

    OPENING = "opening", pgettext_lazy("question type", "Opening")
    SOLUTION = "solution", pgettext_lazy("question type", "Solution")
    SCALING = "scaling", pgettext_lazy("question type", "Scaling")
    PERSPECTIVE = "perspective", pgettext_lazy("question type", "Perspective")
    FEELING = "feeling", pgettext_lazy("question type", "Feeling")
    ACTION = "action", pgettext_lazy("question type", "Action")
    LEARNING = "learning", pgettext_lazy("question type", "Learning")


class Dimension(models.TextChoices):
    """The dimension of coaching leadership that a tool practises."""

    LISTENING = "listening", _("Presence and listening")
    ASKING = "asking", _("Asking")
    DIRECTION = "direction", _("Clear direction")
    FEEDBACK = "feedback", _("Feedback and appreciation")
    OWNERSHIP = "ownership", _("Giving responsibility")
    GROWTH = "growth", _("Strengths and growth")
    SAFETY = "safety", _("Trust and safety")
    ADAPTING = "adapting", _("Attention to different needs")
    TOGETHER = "together", _("Thinking together")
    REFLECTION = "reflection", _("Studying one's own leading")


class Status(models.TextChoices):
    """Where a tool is in its life."""

    IDEA = "idea", pgettext_lazy("status", "Idea")
    DRAFT = "draft", pgettext_lazy("status", "Draft")
    IN_TRIAL = "in_trial", pgettext_lazy("status", "In trial")
    REFINING = "refining", pgettext_lazy("status", "Being refined")
    READY = "ready", pgettext_lazy("status", "Ready")
    IN_USE = "in_use", pgettext_lazy("status", "In use")
    RETIRED = "retired", pgettext_lazy("status", "Retired")


class LicenceClass(models.TextChoices):
    """How free the idea behind a tool is."""

    GENERIC = "generic", _("Common practice")
    CREDIT = "credit", _("Known author, credited")
    AVOID_NAME = "avoid-name", _("Best-known name is protected, our own name used")


@dataclass(frozen=True)
class Band:
    """A range in a filter; ``most`` is None for no upper end."""

    key: str
    least: int
    most: int | None


# "I have ten minutes" is the most common real filter: it asks for the least time a tool needs.
MINUTES = (5, 10, 20, 30, 60, 120)
PEOPLE = (
    Band("1", 1, 1),
    Band("2", 2, 2),
    Band("3-8", 3, 8),
    Band("9-20", 9, 20),
    Band("21-", 21, None),
)
