"""The demonstration is a believable city."""

import pytest
from django_scopes import scope

from kysyva.accounts.models import Person
from kysyva.home import actions
from kysyva.home.actions import STARTER, make_demonstration
from kysyva.organisations.models import Membership, Organisation, Role
from kysyva.tools.models import LANGUAGES, Status


@pytest.mark.django_db
def test_the_demonstration_has_every_role_and_the_whole_starter_toolkit() -> None:
    organisation = make_demonstration()
    assert organisation.is_open
    roles = Membership.objects.filter(organisation=organisation).values_list("role", flat=True)
    assert set(roles) == set(Role)
    with scope(organisation=organisation):
        tools = list(organisation.tools.select_related("current"))
        assert len(tools) == len(list((STARTER / "tools").iterdir()))
        for tool in tools:
            assert tool.status == Status.IN_USE
            assert tool.owner is not None
            assert tool.current is not None
            assert tool.current.document.languages() == list(LANGUAGES)
    consultant = Membership.objects.get(organisation=organisation, role=Role.CONSULTANT)
    assert consultant.expires_at is not None
    assert all(person.email.endswith(".example") for person in Person.objects.all())


@pytest.mark.django_db
def test_a_start_that_breaks_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*args: object, **options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(actions, "import_files", break_off)
    with pytest.raises(RuntimeError):
        make_demonstration()
    assert not Organisation.objects.exists()
    assert not Person.objects.exists()
