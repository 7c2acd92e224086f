"""The closed lists by which tools and questions are found.

The ids are those of the toolkit package format (docs/toolkit-format.md); the names are the terms of
the glossary (docs/glossary.md).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class Setting(models.TextChoices):
    """The forum or moment in which a tool is used."""

    ONE_ON_ONE = "one_on_one", pgettext_lazy("setting", "One-to-one")
    TEAM_MEETING = "team_meeting", pgettext_lazy("setting", "Team meeting")
    DEVELOPMENT_DAY = "development_day", pgettext_lazy("setting", "Development day")
    EVERYDAY = "everyday", pgettext_lazy("setting", "Everyday moment")
    EARLY_SUPPORT = "early_support", pgettext_lazy("setting", "Early support")
    ONBOARDING = "onboarding", pgettext_lazy("setting", "Onboarding")
    CHANGE = "change", pgettext_lazy("setting", "Change")
    CONFLICT = "conflict", pgettext_lazy("setting", "Conflict")
    DEVELOPMENT_DISCUSSION = (
        "development_discussion",
        pgettext_lazy("setting", "Development discussion"),
    )
    RECOGNITION = "recognition", pgettext_lazy("setting", "Thanks and recognition")
    DELEGATION = "delegation", pgettext_lazy("setting", "Delegation")
    REFLECTION = "reflection", pgettext_lazy("setting", "Reflecting on your own")
    REMOTE = "remote", pgettext_lazy("setting", "Remote and hybrid work")
    PEER_GROUP = "peer_group", pgettext_lazy("setting", "Peer group")


class Need(models.TextChoices):
    """The human need that a tool serves."""

    CLARITY = "clarity", pgettext_lazy("need", "Clarity")
    AUTONOMY = "autonomy", pgettext_lazy("need", "A say in one’s own work")
    COMPETENCE = "competence", pgettext_lazy("need", "Competence")
    RELATEDNESS = "relatedness", pgettext_lazy("need", "Belonging")
    MEANING = "meaning", pgettext_lazy("need", "Meaning")
    RECOGNITION = "recognition", pgettext_lazy("need", "Appreciation")
    SAFETY = "safety", pgettext_lazy("need", "Safety and trust")
    WELLBEING = "wellbeing", pgettext_lazy("need", "Well-being")
    BEING_HEARD = "being_heard", pgettext_lazy("need", "Being heard")
    STRUCTURE = "structure", pgettext_lazy("need", "Structure and guidance")
    PROBLEM_SOLVING = "problem_solving", pgettext_lazy("need", "Solving a problem")
    CHANGE_SUPPORT = "change_support", pgettext_lazy("need", "Support in change")
    COOPERATION = "cooperation", pgettext_lazy("need", "Co-operation")
    DEVELOPMENT = "development", pgettext_lazy("need", "Growth")
    PARTICIPATION = "participation", pgettext_lazy("need", "Participation")
    FAIRNESS = "fairness", pgettext_lazy("need", "Fairness")


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

    LISTENING = "listening", pgettext_lazy("dimension", "Presence and listening")
    ASKING = "asking", pgettext_lazy("dimension", "Asking")
    DIRECTION = "direction", pgettext_lazy("dimension", "Clear direction")
    FEEDBACK = "feedback", pgettext_lazy("dimension", "Feedback and appreciation")
    OWNERSHIP = "ownership", pgettext_lazy("dimension", "Giving responsibility")
    GROWTH = "growth", pgettext_lazy("dimension", "Strengths and growth")
    SAFETY = "safety", pgettext_lazy("dimension", "Trust and safety")
    ADAPTING = "adapting", pgettext_lazy("dimension", "Attention to different needs")
    TOGETHER = "together", pgettext_lazy("dimension", "Thinking together")
    REFLECTION = "reflection", pgettext_lazy("dimension", "Reflecting on how you lead")


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

    GENERIC = "generic", pgettext_lazy("licence class", "Common practice")
    CREDIT = "credit", pgettext_lazy("licence class", "Known author, credited")
    AVOID_NAME = (
        "avoid-name",
        pgettext_lazy("licence class", "Best-known name is protected, our own name used"),
    )


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
