"""The product as a process of its own, as ``./kysyva run`` starts it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Product:
    """One data folder and one port; started and stopped as often as a test wants."""

    def __init__(self, data: Path, port: int) -> None:
        self.data = data
        self.port = port
        self.log = data.with_suffix(".log")
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, *, output: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        """Start the server, without waiting for it."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("KYSYVA_")}
        environment = {
            **clean,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "kysyva.settings",
            "DATABASE_URL": "",
            "KYSYVA_DEMO": "true",
            "KYSYVA_DATA": str(self.data),
        }
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            error = output if output == subprocess.PIPE else log
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=error)
        self._processes.append(process)
        return process

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> str:
        """A page, as text."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=60) as answer:  # noqa: S310
            text: str = answer.read().decode()
        return text

    def answers(self) -> bool:
        """Does anybody answer there?"""
        try:
            self.get("/healthz")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False
        return True

    def wait_until_it_answers(self, seconds: float) -> None:
        """Wait for the first answer; raises if the server ended or took too long."""
        until = time.monotonic() + seconds
        while not self.answers():
            if (code := self._processes[-1].poll()) is not None:
                raise RuntimeError(f"The server ended with {code}:\n{self.log.read_text()[-3000:]}")
            if time.monotonic() > until:
                raise TimeoutError(f"No answer in {seconds} s.")
            time.sleep(0.05)

    def kill(self) -> None:
        """Pull the plug: no goodbye, as when the power goes. Workers have five seconds to end."""
        self._processes[-1].kill()
        self._processes[-1].wait()
        until = time.monotonic() + 5
        while self.answers():
            if time.monotonic() > until:
                raise TimeoutError("Somebody still answers.")
            time.sleep(0.05)

    def stop(self) -> None:
        """End whatever still runs."""
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def empty(self) -> None:
        """Begin with nothing again."""
        shutil.rmtree(self.data, ignore_errors=True)
