"""Collecting a sheet of questions for one conversation.

A sheet lives in the browser session only: whom somebody is about to talk with, and what they mean
to ask, is kept nowhere else.
"""

from kysyva.organisations.access import TenantRequest
from kysyva.tools.models import Question

SHEET_MOST = 12
SHEET = "sheet"


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
    """Begin a new sheet."""
    _keep(of, [])


def _keep(request: TenantRequest, ids: list[int]) -> None:
    sheets = request.session.get(SHEET, {})
    sheets[str(request.organisation.pk)] = ids
    request.session[SHEET] = sheets
