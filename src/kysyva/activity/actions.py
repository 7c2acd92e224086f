"""Writing the record of what was done."""

from django.db.models import Model

from kysyva.accounts.models import Person
from kysyva.activity.models import Activity
from kysyva.organisations.models import Organisation


def record(
    verb: str, *, organisation: Organisation, by: Person | None, target: Model | None = None
) -> Activity:
    """Write one row, inside the transaction of the action that calls this.

    ``verb`` is past tense, such as ``tool_published``; ``by`` is None for a command.
    """
    return Activity.objects.create(
        organisation=organisation,
        actor=by,
        verb=verb,
        target_type=type(target).__name__.lower() if target else "",
        target_id=target.pk if target else None,
    )
