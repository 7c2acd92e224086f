"""The key that signs sessions and links."""

from pathlib import Path

from kysyva.core.secrets import secret_key_in


def test_the_folder_it_makes_is_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    key = secret_key_in(folder)
    assert secret_key_in(folder) == key
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "secret-key").stat().st_mode & 0o077 == 0


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    secret_key_in(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o750
