"""May they see it? Who reads which tools of an organisation they are in."""

from kysyva.accounts.models import Person
from kysyva.organisations.access import MemberRequest, TenantRequest, can_edit_tools
from kysyva.tools.models import Tool
from kysyva.tools.models.catalogue import Catalogue, catalogue_of
from kysyva.tools.models.tool import FOR_MEMBERS, PUBLISHED


def is_editor(request: TenantRequest) -> bool:
    """Does this person own the quality of the toolkit?"""
    return request.membership is not None and can_edit_tools(request.membership)


def person_of(request: MemberRequest) -> Person:
    """Who asks; members are signed in."""
    assert isinstance(request.user, Person)
    return request.user


def can_see(request: TenantRequest, tool: Tool) -> bool:
    """Everybody sees what is in use, members what is tried, facilitators everything."""
    if is_editor(request):
        return True
    if tool.current_id is None:
        return False
    return tool.status in (FOR_MEMBERS if request.membership else PUBLISHED)


def library_of(request: TenantRequest) -> tuple[Catalogue, int]:
    """The catalogue, and what of it this person may see, as a bit set."""
    catalogue = catalogue_of(request.organisation)
    member = request.membership is not None
    return catalogue, catalogue.audience(member=member, editor=is_editor(request))
