"""The key that signs sessions and links."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret_key_in(folder: Path) -> str:
    """The key kept in ``folder``, made there on first use, readable by its owner only.

    Two processes that start at once agree: the one that creates the file wins.
    """
    path = folder / "secret-key"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        draft = folder / f"secret-key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text("utf-8").strip()
