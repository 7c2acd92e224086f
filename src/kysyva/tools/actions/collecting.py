"""Collecting a sheet of questions for one conversation.

A sheet lives in the browser session only: whom somebody is about to talk with, and what they mean
to ask, is kept nowhere else.
"""

from kysyva.organisations.access import TenantRequest
from kysyva.tools.models import Question

SHEET_MOST = 12
SHEET, CLEARED = "sheet", "sheet_cleared"


def sheet_of(request: TenantRequest) -> list[int]:
    """Ids of the collected questions, in order; makes no session for somebody who has none."""
    sheets = request.session.get(SHEET, {})
    return [int(pk) for pk in sheets.get(str(request.organisation.pk), [])]


def collect(question: Question, *, of: TenantRequest) -> bool:
    """Put a question on the sheet; False when it is full."""
    sheet = sheet_of(of)
    if question.pk in sheet:
        return True
    if len(sheet) >= SHEET_MOST:
        return False
    _keep(of, [*sheet, question.pk])
    return True


def put_back(question_id: int, *, of: TenantRequest) -> None:
    """Take a question off the sheet."""
    _keep(of, [pk for pk in sheet_of(of) if pk != question_id])


def clear_sheet(of: TenantRequest) -> None:
    """Begin a new sheet; the old one can be brought back until something is collected."""
    before = sheet_of(of)
    _keep(of, [])
    if before:
        of.session[CLEARED] = {str(of.organisation.pk): before}


def can_bring_back(request: TenantRequest) -> bool:
    """Is there a sheet that was emptied a moment ago?"""
    return str(request.organisation.pk) in request.session.get(CLEARED, {})


def bring_back(of: TenantRequest) -> None:
    """Undo ``clear_sheet``."""
    before = of.session.get(CLEARED, {}).get(str(of.organisation.pk))
    if before:
        _keep(of, before)


def _keep(request: TenantRequest, ids: list[int]) -> None:
    sheets = request.session.get(SHEET, {})
    sheets[str(request.organisation.pk)] = ids
    request.session[SHEET] = sheets
    request.session.pop(CLEARED, None)
