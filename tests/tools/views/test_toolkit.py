"""The pages on which toolkits come in and go out."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kysyva.accounts.models import Person
from kysyva.organisations.models import Organisation
from kysyva.tools.actions import importing
from kysyva.tools.models import Tool, ToolkitImport
from tests import make
from tests.conftest import SignIn, client_of
from tests.packing import make_files, make_zip

HOME = "/en/koivuranta/toolkit/"
JSON = {"accept": "application/json"}


def upload(client: Client, files: dict[str, str] | bytes, *, name: str = "paketti.zip") -> Any:
    """Send a package; the answer after redirects."""
    data = files if isinstance(files, bytes) else make_zip(files).getvalue()
    return client.post(HOME, {"file": SimpleUploadedFile(name, data)}, follow=True)


def latest() -> str:
    return f"{HOME}import/{ToolkitImport.objects.latest('pk').pk}/"


def text_of(response: Any) -> str:
    """What a reader sees, on one line."""
    body = re.sub(
        r"<(script|head|header|footer)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "export/", "import/1/"])
def test_only_facilitators_come_here(
    path: str, organisation: Organisation, bo: Person, aino: Person, client: Client
) -> None:
    assert client_of(bo).get(HOME + path).status_code == 403
    assert client.get(HOME + path).headers["Location"].startswith("/en/account/sign-in/")
    if path == "":
        assert client_of(aino).get(HOME).status_code == 200


def test_another_organisations_facilitator_finds_nothing(
    organisation: Organisation, as_aino: Client, mallory_facilitator: Person
) -> None:
    upload(as_aino, make_files())
    mallory = client_of(mallory_facilitator)
    mine = latest()
    assert mallory.get(HOME).status_code == 404
    assert mallory.get(mine).status_code == 404
    theirs = mine.replace("koivuranta", "muualla")
    assert mallory.get(theirs).status_code == 404
    for act in ("prepare", "apply", "cancel"):
        assert mallory.post(theirs, {"act": act}).status_code == 404
    assert ToolkitImport.objects.filter(applied_at=None).count() == 1


# --- In -----------------------------------------------------------------------------------------


def test_a_package_is_previewed_and_then_brought_in(
    organisation: Organisation, as_aino: Client
) -> None:
    preview = upload(as_aino, make_files())
    assert preview.redirect_chain == [(latest(), 302)]
    assert "What the package would change" in text_of(preview)
    assert "1 new" in text_of(preview)
    assert "jarvela 2026.11" in text_of(preview)
    assert not Tool.objects.exists()
    done = as_aino.post(latest(), {"act": "apply", "new_tools": "as_is"}, follow=True)
    assert "Confirmed by Aino Koivumäki." in text_of(done)
    assert Tool.objects.get().status == "in_use"
    assert "1 new" in text_of(as_aino.get(HOME))


def test_new_tools_may_come_as_drafts(organisation: Organisation, as_aino: Client) -> None:
    upload(as_aino, make_files())
    as_aino.post(latest(), {"act": "apply", "new_tools": "drafts"})
    assert Tool.objects.get().status == "draft"


def test_what_to_do_with_new_tools_must_be_said(
    organisation: Organisation, as_aino: Client
) -> None:
    upload(as_aino, make_files())
    assert as_aino.post(latest(), {"act": "apply"}).status_code == 422
    assert not Tool.objects.exists()


def test_the_preview_is_in_groups(organisation: Organisation, as_aino: Client) -> None:
    def named(name: str) -> Any:
        return make.make_document(name)

    slugs = ("changed", "same", "ours", "conflict")
    upload(as_aino, make_files({slug: named("Vanha") for slug in slugs}))
    as_aino.post(latest(), {"act": "apply", "new_tools": "as_is"})
    for slug in ("ours", "conflict"):
        make.make_tool(organisation, slug, document=named("Oma"))
    edition = {
        "changed": "Uusi",
        "same": "Vanha",
        "ours": "Vanha",
        "conflict": "Uusi",
        "fresh": "N",
    }
    upload(as_aino, make_files({slug: named(name) for slug, name in edition.items()}))
    said = text_of(as_aino.get(latest()))
    for words in (
        "1 new",
        "1 changed",
        "1 changed on both sides",
        "1 edited here only",
        "1 the same",
    ):
        assert words in said
    assert "Suomi Name Svenska Name English Name" in said
    assert "Keep ours Take theirs" in said
    finnish = as_aino.get(latest().replace("/en/", "/fi/"))
    assert finnish.status_code == 200
    as_aino.post(latest(), {"act": "apply", "new_tools": "as_is", "tool-conflict": "theirs"})
    names = {tool.slug: tool.current.document.texts["fi"].name for tool in Tool.objects.all()}  # type: ignore[union-attr]
    assert names == {**edition, "ours": "Oma"}


def test_errors_name_file_line_and_field_and_nothing_can_be_applied(
    organisation: Organisation, as_aino: Client
) -> None:
    files = make_files({"a": make.make_document(), "b": make.make_document()})
    files["tools/a/fi.md"] = files["tools/a/fi.md"].replace("name:", "nimi:")
    said = text_of(upload(as_aino, files))
    assert "tools/a/fi.md , line 2, nimi : There is no field called “nimi”." in said
    assert 'value="apply"' not in as_aino.get(latest()).content.decode()
    as_aino.post(latest(), {"act": "apply", "new_tools": "as_is"})
    assert not Tool.objects.exists()


def test_a_preparation_goes_on_by_steps(
    organisation: Organisation, as_aino: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "READ_AT_ONCE", 1)
    monkeypatch.setattr(importing.prepare_import, "__kwdefaults__", {"seconds": 0})
    files = make_files({f"t-{number}": make.make_document() for number in range(4)})
    first = upload(as_aino, files)
    assert "Reading the package" in text_of(first)
    assert "Read 1 of 4" in text_of(first)
    step = as_aino.post(latest(), {"act": "prepare"}, headers=JSON)
    assert step.json() == {"done": 2, "total": 4, "text": "Read 2 of 4"}
    assert "Read 2 of 4" in text_of(as_aino.get(latest()))
    as_aino.post(latest(), {"act": "apply", "new_tools": "as_is"})
    assert not Tool.objects.exists()
    without_script = as_aino.post(latest(), {"act": "prepare"}, follow=True)
    assert "Read 3 of 4" in text_of(without_script)
    assert "You have a package open" in text_of(as_aino.get(HOME))
    last = as_aino.post(latest(), {"act": "prepare"}, follow=True)
    assert "What the package would change" in text_of(last)


def test_a_second_confirmation_is_answered_kindly(
    organisation: Organisation, as_aino: Client
) -> None:
    upload(as_aino, make_files())
    choice = {"act": "apply", "new_tools": "as_is"}
    as_aino.post(latest(), choice)
    again = as_aino.post(latest(), choice, follow=True)
    assert "already been brought in. Nothing was done twice." in text_of(again)
    for act in ("cancel", "prepare"):
        assert "Brought in" in text_of(as_aino.post(latest(), {"act": act}, follow=True))
    assert Tool.objects.get().versions.count() == 1


def test_a_package_can_be_put_aside(organisation: Organisation, as_aino: Client) -> None:
    upload(as_aino, make_files())
    gone = latest()
    answer = as_aino.post(gone, {"act": "cancel"}, follow=True)
    assert "put aside. Nothing was changed." in text_of(answer)
    assert as_aino.get(gone).status_code == 404
    assert as_aino.post(gone, {"act": "apply"}).status_code == 404


def test_a_change_meanwhile_shows_the_new_preview_and_keeps_the_choices(
    organisation: Organisation, as_aino: Client
) -> None:
    documents = {slug: make.make_document("Vanha") for slug in ("a", "b")}
    upload(as_aino, make_files(documents))
    as_aino.post(latest(), {"act": "apply", "new_tools": "as_is"})
    make.make_tool(organisation, "a", document=make.make_document("Oma"))
    upload(as_aino, make_files({slug: make.make_document("Uusi") for slug in ("a", "b")}))
    make.make_tool(organisation, "b", document=make.make_document("Oma"))
    answer = as_aino.post(latest(), {"act": "apply", "tool-a": "theirs"})
    assert answer.status_code == 409
    assert "Somebody changed a tool meanwhile." in text_of(answer)
    chosen = re.findall(r'name="tool-(\w)" value="(\w+)"[^>]*checked', answer.content.decode())
    assert chosen == [("a", "theirs"), ("b", "ours")]
    assert Tool.objects.get(slug="b").versions.count() == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "This is not a zip file that can be read."),
        (b"", "This is not a zip file that can be read."),
        (make_zip({"toolkit.yaml": "format: 1"}).getvalue(), "toolkit.yaml:1: id: This field is"),
        (make_zip({"a.txt": ""}).getvalue(), "a.txt: A package does not have a file of this name"),
        (make_zip({}).getvalue(), "There is no toolkit.yaml in this package."),
        (
            make_zip({"toolkit.yaml": make_files()["toolkit.yaml"]}).getvalue(),
            "There is nothing in this package.",
        ),
    ],
)
def test_what_is_no_package_is_refused_beside_the_field(
    data: bytes, message: str, organisation: Organisation, as_aino: Client
) -> None:
    answer = upload(as_aino, data)
    assert answer.status_code == 422
    assert text_of(answer).count(message) == 2  # in the summary and beside the field
    assert not ToolkitImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(
    organisation: Organisation, as_aino: Client, settings: Settings
) -> None:
    answer = upload(as_aino, b"PK" + b"\0" * settings.FILE_UPLOAD_MOST)
    assert answer.status_code == 422
    assert "The package is larger than 10 MB." in text_of(answer)


def test_a_form_without_a_file_says_so(organisation: Organisation, as_aino: Client) -> None:
    assert as_aino.post(HOME, {}).status_code == 422


def test_a_strangers_file_name_does_no_harm(organisation: Organisation, as_aino: Client) -> None:
    answer = upload(as_aino, make_files(), name="\u202epiz.<b>x</b>.zip")
    assert "\u202e" not in answer.content.decode()
    assert "<b>x" not in answer.content.decode()


def test_markup_and_formulas_in_texts_stay_text(
    organisation: Organisation, as_aino: Client, client: Client
) -> None:
    attack = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    document = make.make_document(
        attack[:80],
        texts={
            "purpose": f"=HYPERLINK({attack})",
            "prepare": attack,
            "example": f"{attack}\n\n[x](javascript:alert(3))",
            "do_not_use_so": attack,
            "phrases": (attack,),
        },
    )
    preview = upload(as_aino, make_files({"attack": document}))
    as_aino.post(latest(), {"act": "apply", "new_tools": "as_is"})
    readers = ("tools/attack/", "tools/", "tools/attack/questions/", "tools/cards/?tool=attack")
    pages = [preview, as_aino.get(HOME)]
    pages += [client.get(f"/en/koivuranta/{path}") for path in readers]
    for page in pages:
        assert page.status_code == 200
        body = page.content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        assert 'href="javascript' not in body


def test_the_preview_costs_the_same_for_one_and_for_thirty(
    organisation: Organisation,
    aino: Person,
    signed_in: SignIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(aino)
    for count in (1, 30):
        upload(browser, make_files({f"t-{n}": make.make_document() for n in range(count)}))
        with django_assert_num_queries(7):
            browser.get(latest())


# --- Out ----------------------------------------------------------------------------------------


def export(client: Client, query: str = "") -> Any:
    return client.get(f"{HOME}export/{query}")


def names_in(response: Any) -> set[str]:
    return set(zipfile.ZipFile(io.BytesIO(response.content)).namelist())


@pytest.fixture
def filled(organisation: Organisation) -> Organisation:
    make.make_tool(organisation, "open-questions")
    make.make_tool(organisation, "finnish", document=make.make_document(languages=["fi"]))
    make.make_tool(organisation, "tried", status="in_trial")
    make.make_tool(organisation, "old", status="retired")
    make.make_recipe(organisation, "quick")
    make.make_procedure(organisation, "harassment")
    return organisation


def test_without_a_choice_all_that_members_read_goes_out_but_no_procedures(
    filled: Organisation, as_aino: Client
) -> None:
    answer = export(as_aino)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="toolkit-koivuranta.zip"'
    folders = {name.rpartition("/")[0] for name in names_in(answer)}
    assert folders == {"", "tools/open-questions", "tools/finnish", "tools/tried", "recipes/quick"}


def test_statuses_kinds_and_languages_can_be_chosen(filled: Organisation, as_aino: Client) -> None:
    answer = export(as_aino, "?status=retired&status=in_use&kind=procedure&language=sv&language=fi")
    assert names_in(answer) == {
        "toolkit.yaml",
        "tools/open-questions/tool.yaml",
        "tools/open-questions/fi.md",
        "tools/open-questions/sv.md",
        "tools/finnish/tool.yaml",
        "tools/finnish/fi.md",
        "tools/old/tool.yaml",
        "tools/old/fi.md",
        "tools/old/sv.md",
        "procedures/harassment/fi.md",
    }


def test_what_goes_out_comes_back_as_the_same(filled: Organisation, as_aino: Client) -> None:
    for query in ("", "?status=in_use&language=sv", "?status=in_use&status=retired&language=en"):
        said = text_of(upload(as_aino, export(as_aino, query).content))
        assert "the same" in said
        assert "Good, nothing to do" in said


def test_it_is_the_same_every_time(filled: Organisation, as_aino: Client) -> None:
    assert export(as_aino).content == export(as_aino).content


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?status=in_use", "Languages: "),
        ("?status=retired&language=en&kind=other", "Besides the tools: "),
        ("?status=nothing&language=fi", "Tools that are: "),
        ("?language=fi", "There is nothing of what you chose."),
    ],
)
def test_a_choice_that_gives_nothing_is_explained(
    query: str, message: str, filled: Organisation, as_aino: Client
) -> None:
    answer = export(as_aino, query)
    assert answer.status_code == 422
    assert message in text_of(answer)
