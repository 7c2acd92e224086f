"""One's own pack of tools: in the session without an account, kept with one."""

from django.http import HttpRequest

from kysyva.accounts.models import Person
from kysyva.organisations.access import TenantRequest
from kysyva.tools.models import PackItem, Tool

PACK_MOST = 60
# session[PACK] = {organisation id: [tool ids]}
PACK = "pack"


def pack_of(request: TenantRequest) -> list[int]:
    """Ids of the tools in the pack of whoever asks, in the order they were put there.

    Does not make a session for somebody who has none.
    """
    if isinstance(request.user, Person):
        mine = PackItem.objects.filter(person=request.user, organisation=request.organisation)
        return list(mine.values_list("tool_id", flat=True))
    return _session_pack(request, request.organisation.pk)


def put_in_pack(tool: Tool, *, of: TenantRequest) -> bool:
    """Put a tool in the pack; False when the pack is full. Putting twice is putting once."""
    pack = pack_of(of)
    if tool.pk in pack:
        return True
    if len(pack) >= PACK_MOST:
        return False
    if isinstance(of.user, Person):
        PackItem.objects.get_or_create(
            person=of.user, tool=tool, defaults={"organisation": of.organisation}
        )
    else:
        _keep(of, [*pack, tool.pk])
    return True


def take_from_pack(tool_id: int, *, of: TenantRequest) -> None:
    """Take a tool out of the pack; nothing happens if it is not there."""
    if isinstance(of.user, Person):
        PackItem.objects.filter(person=of.user, tool_id=tool_id).delete()
    else:
        _keep(of, [id for id in pack_of(of) if id != tool_id])


def keep_session_pack(request: TenantRequest) -> None:
    """Move what was collected before signing in to the person's own pack."""
    if not isinstance(request.user, Person):
        return
    collected = _session_pack(request, request.organisation.pk)
    if not collected:
        return
    for tool in Tool.objects.filter(organisation=request.organisation, pk__in=collected):
        put_in_pack(tool, of=request)
    _keep(request, [])


def _session_pack(request: HttpRequest, organisation_id: int) -> list[int]:
    packs = request.session.get(PACK, {})
    return [int(id) for id in packs.get(str(organisation_id), [])]


def _keep(request: TenantRequest, ids: list[int]) -> None:
    packs = request.session.get(PACK, {})
    packs[str(request.organisation.pk)] = ids
    request.session[PACK] = packs
