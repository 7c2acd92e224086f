"""A PostgreSQL cluster of one's own, in a temporary folder, thrown away at the end.

For tests and benchmarks: never a cluster that somebody else uses.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# A crash loses nothing that anybody wants, so nothing waits for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Missing(Exception):
    """A program is not installed; the text says which and how to get it."""


def programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: in PATH, or where Debian keeps the newest."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    newest = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if newest:
        return newest[-1].parent
    raise Missing("PostgreSQL is not installed (Debian: sudo apt-get install postgresql)")


@contextmanager
def cluster(*, settings: Sequence[str] = FAST) -> Iterator[str]:
    """Start a cluster; gives its ``DATABASE_URL``. Raises ``Missing`` without PostgreSQL."""
    folder = programs()
    password = secrets.token_hex(12)
    with tempfile.TemporaryDirectory(prefix="kysyva-postgres-") as temporary:
        root = Path(temporary)
        secret = root / "password"
        secret.write_text(password)
        owner = _owner()
        if owner is not None:
            for path in (root, secret):
                shutil.chown(path, owner)
        data, port = root / "data", _free_port()
        _call(
            [
                *(str(folder / "initdb"), "-D", str(data), "-U", "kysyva"),
                *("--pwfile", str(secret), "--auth=scram-sha-256"),
                *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            owner,
        )
        options = [f"-c {setting}" for setting in (*settings, "max_connections=60")]
        options += [f"-p {port}", "-c listen_addresses=127.0.0.1", f"-k {root}"]
        control = [str(folder / "pg_ctl"), "-D", str(data), "-w", "-l", str(root / "log")]
        _call([*control, "-o", " ".join(options), "start"], owner)
        try:
            yield f"postgres://kysyva:{password}@127.0.0.1:{port}/postgres"
        finally:
            _call([*control, "-m", "immediate", "stop"], owner)


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: whose name it runs under then."""
    if os.geteuid() != 0:
        return None
    import pwd  # not on every system

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _call(command: list[str], owner: str | None) -> None:
    done = subprocess.run(
        command,
        user=owner,
        cwd=tempfile.gettempdir(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
