"""Changing the procedure pages of an organisation."""

from django.db import transaction
from django.utils import timezone

from kysyva.accounts.models import Person
from kysyva.activity.actions import record
from kysyva.tools.actions.publishing import raise_content_revision
from kysyva.tools.models import Procedure
from kysyva.tools.models.procedure import ProcedureDocument, ProcedureTexts


class Outdated(Exception):
    """Somebody saved meanwhile: their words and the revision they made."""

    def __init__(self, texts: ProcedureTexts | None, revision: int) -> None:
        super().__init__(revision)
        self.texts = texts
        self.revision = revision


@transaction.atomic
def edit_procedure(
    procedure: Procedure, *, language: str, texts: ProcedureTexts, expected: int, by: Person
) -> None:
    """Save the words of one language, if the page is still at revision ``expected``.

    Raises :class:`Outdated` otherwise; nothing is saved then.
    """
    raise_content_revision(procedure.organisation)
    now = Procedure.objects.get(pk=procedure.pk)
    document = ProcedureDocument(texts={**now.document.texts, language: texts})
    changed = Procedure.objects.filter(pk=procedure.pk, revision=expected).update(
        content=document.encoded(),
        digest=document.digest(),
        revision=expected + 1,
        updated_by=by,
        updated_at=timezone.now(),
    )
    if not changed:
        raise Outdated(now.document.texts.get(language), now.revision)
    record("procedure_edited", organisation=procedure.organisation, by=by, target=procedure)
