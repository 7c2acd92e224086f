"""Servers to measure, and wrk to measure them with. Everything stays on this machine."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Load:
    """What wrk saw."""

    per_second: float
    p50_ms: float
    p95_ms: float
    errors: int


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    environment: dict[str, str], command: list[str], port: int
) -> Iterator[tuple[int, float]]:
    """A running server: its process id, and the seconds until its first answer."""
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).read()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() - started > 120:
                    raise SystemExit("kysyva bench: the server did not start.") from None
                time.sleep(0.02)
        yield process.pid, time.monotonic() - started
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)


def kysyva(port: int) -> list[str]:
    """The command of the product."""
    return [sys.executable, "manage.py", "serve", "--port", str(port)]


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children; what they share is counted once."""
    total = 0.0
    for process in [pid, *_children(pid)]:
        for line in _told(process, "smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) / 1024
    return total


def settle(pid: int, *, patience: float = 240) -> None:
    """Wait until a server does nothing by itself any more: it learns beside its first pages."""
    until = time.monotonic() + patience
    before = -1
    while (now := _ticks(pid)) > before + 3 and time.monotonic() < until:
        before = now
        time.sleep(1)


def _ticks(pid: int) -> int:
    """The processor time of a process and its children, ended ones too, in ticks."""
    total = 0
    for process in [pid, *_children(pid)]:
        fields = _told(process, "stat").rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))
    return total


def _told(process: int, name: str) -> str:
    """What the system tells of a process; "" of one that has just ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/{name}").read_text()
    return ""


def _children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    direct = [int(line) for line in found.stdout.split()]
    return direct + [child for one in direct for child in _children(one)]


SCRIPT = """
local paths = {%s}
local next = 0
request = function()
  next = next + 1
  return wrk.format("GET", paths[next %% #paths + 1])
end
done = function(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.timeout
  io.write(string.format("FIGURES %%f %%f %%f %%d\\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, bad))
end
"""


def load(port: int, paths: list[str], *, clients: int, seconds: float, cookie: str = "") -> Load:
    """Ask for ``paths`` in turn with so many clients for so long."""
    if shutil.which("wrk") is None:
        raise SystemExit("kysyva bench: this needs wrk (sudo apt-get install wrk).")
    script = Path(os.environ.get("TMPDIR", "/tmp")) / f"kysyva-bench-{os.getpid()}.lua"  # noqa: S108
    script.write_text(SCRIPT % ",".join(f'"{path}"' for path in paths))
    command = ["wrk", "-t1", f"-c{clients}", f"-d{max(1, round(seconds))}s", "-s", str(script)]
    command += ["-H", "Accept-Encoding: gzip, deflate, br"]
    if cookie:
        command += ["-H", f"Cookie: {cookie}"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
    )
    script.unlink()
    match = re.search(r"FIGURES ([\d.]+) ([\d.]+) ([\d.]+) (\d+)", done.stdout)
    assert match is not None, done.stdout
    return Load(float(match[1]), float(match[2]), float(match[3]), int(match[4]))
