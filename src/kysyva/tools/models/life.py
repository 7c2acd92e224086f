"""The life of a tool: which status may follow which, and what evidence a step asks for.

A gate can be passed without its evidence only with a written reason, which stands in the history.
"""

from dataclasses import dataclass
from enum import Enum

from kysyva.tools.models.document import ToolDocument
from kysyva.tools.models.facets import Status
from kysyva.tools.models.rules import Problem, problems

# Members read a tool from its trial on, so it must be complete by then.
COMPLETE = frozenset({Status.IN_TRIAL, Status.REFINING, Status.READY, Status.IN_USE})
# What a version can be published as. A tool is retired on its own page, without a new version.
PUBLISHABLE = (Status.IN_TRIAL, Status.REFINING, Status.READY, Status.IN_USE)
_RANK = {
    Status.IDEA: 0,
    Status.RETIRED: 0,
    Status.DRAFT: 1,
    Status.IN_TRIAL: 2,
    Status.REFINING: 2,
    Status.READY: 3,
    Status.IN_USE: 4,
}


class Evidence(Enum):
    """What a step forward rests on."""

    TRIALS = "trials"
    PRESENTATION = "presentation"


@dataclass(frozen=True)
class Gate:
    """What stands between a tool and a status: fields to mend, evidence that is not recorded."""

    problems: tuple[Problem, ...]
    missing: tuple[Evidence, ...]


def gate(document: ToolDocument, *, before: str, after: str) -> Gate:
    """What is in the way of a tool with this text going from one status to another."""
    found = problems(document) if after in COMPLETE else []
    return Gate(tuple(found), missing_evidence(before=before, after=after))


def missing_evidence(*, before: str, after: str) -> tuple[Evidence, ...]:
    """The evidence that a step forward asks for and that nobody has recorded.

    Trials and presentations to the personnel representatives are not kept by this program yet, so
    each step to *ready* or *in use* asks for a reason in words.
    """
    rank, wanted = _RANK[Status(before)], _RANK[Status(after)]
    missing = []
    if rank < _RANK[Status.READY] <= wanted:
        missing.append(Evidence.TRIALS)
    if rank < _RANK[Status.IN_USE] <= wanted:
        missing.append(Evidence.PRESENTATION)
    return tuple(missing)


def next_statuses(before: str, *, has_version: bool) -> tuple[Status, ...]:
    """Where a tool can go from here without a new version."""
    if not has_version:
        return tuple(status for status in (Status.IDEA, Status.DRAFT) if status != before)
    others = (*PUBLISHABLE, Status.RETIRED)
    return tuple(status for status in others if status != before)
