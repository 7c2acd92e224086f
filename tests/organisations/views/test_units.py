"""The tree of units."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kysyva.organisations.models import Organisation, Unit
from tests import make

UNITS = "/fi/koivuranta/units/"


def test_the_tree_is_shown_with_present_members_counted(
    as_aino: Client, organisation: Organisation
) -> None:
    top = make.make_unit(organisation, "Sivistys")
    part = make.make_unit(organisation, "Kirjasto", parent=top)
    make.make_member(organisation, unit=part)
    ended = make.make_member(organisation, unit=part)
    ended.memberships.update(ended_at=ended.memberships.get().created_at)
    response = as_aino.get(UNITS)
    (branch,) = response.context["tree"]
    assert (branch.unit.name, branch.parts[0].unit.name) == ("Sivistys", "Kirjasto")
    assert branch.parts[0].unit.member_count == 1


def test_the_page_asks_as_much_of_one_unit_as_of_thirty(
    as_aino: Client, organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.make_unit(organisation)
    with django_assert_num_queries(5):
        as_aino.get(UNITS)
    parent = None
    for number in range(30):
        parent = make.make_unit(organisation, parent=parent if number % 5 else None)
    with django_assert_num_queries(5):
        as_aino.get(UNITS)


def test_an_empty_tree_says_what_to_do(as_aino: Client) -> None:
    assert 'class="empty"' in as_aino.get(UNITS).text


def test_a_unit_is_added_renamed_moved_and_deleted(
    as_aino: Client, organisation: Organisation
) -> None:
    top = make.make_unit(organisation, "Sivistys")
    assert as_aino.post(UNITS, {"name": "Kirjasto", "parent": ""})["Location"] == UNITS
    unit = Unit.objects.get(name="Kirjasto")
    address = f"{UNITS}{unit.pk}/"
    assert as_aino.post(address, {"name": "Kirjastot", "parent": top.pk})["Location"] == UNITS
    unit.refresh_from_db()
    assert (unit.name, unit.parent) == ("Kirjastot", top)
    assert f"{address}delete/" in as_aino.get(address).text
    assert as_aino.post(f"{address}delete/")["Location"] == UNITS
    assert list(Unit.objects.all()) == [top]


def test_errors_stand_beside_their_field(as_aino: Client, organisation: Organisation) -> None:
    top = make.make_unit(organisation, "Sivistys")
    for data, field in (
        ({"name": "", "parent": ""}, "name"),
        ({"name": "Sivistys", "parent": ""}, "name"),
        ({"name": "X", "parent": "999999"}, "parent"),
        ({"name": "X", "parent": "9" * 30}, "parent"),
    ):
        assert as_aino.post(UNITS, data).context["form"].errors.keys() == {field}
    make.make_unit(organisation, "Tekniikka")
    taken = as_aino.post(f"{UNITS}{top.pk}/", {"name": "Tekniikka", "parent": ""})
    assert taken.context["form"].errors.keys() == {"name"}


def test_a_unit_that_is_not_empty_stays(as_aino: Client, organisation: Organisation) -> None:
    unit = make.make_unit(organisation)
    make.make_member(organisation, unit=unit)
    address = f"{UNITS}{unit.pk}/"
    assert f"{address}delete/" not in as_aino.get(address).text
    assert as_aino.post(f"{address}delete/")["Location"] == address
    assert Unit.objects.exists()


def test_another_organisations_unit_is_neither_found_nor_chosen(
    as_aino: Client, organisation: Organisation, other_organisation: Organisation
) -> None:
    theirs = make.make_unit(other_organisation)
    for path in ("", "delete/"):
        assert as_aino.post(f"{UNITS}{theirs.pk}/{path}", {"name": "X"}).status_code == 404
    response = as_aino.post(UNITS, {"name": "X", "parent": theirs.pk})
    assert response.context["form"].errors.keys() == {"parent"}
