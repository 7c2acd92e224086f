"""A new machine, played: a fresh clone, ``./kysyva run`` killed at random moments, then whole.

``python -m tests.fresh [--kills 10]`` prints how long each step took. It needs a package index and
some minutes, so it is no part of ``./kysyva test``.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fresh.product import ROOT, Product, free_port


def start(clone: Path, port: int) -> "subprocess.Popen[bytes]":
    """``./kysyva run`` in a clone, in a group of its own so that all of it can be killed."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("KYSYVA_")}
    clean.pop("PYTHONPATH", None)
    return subprocess.Popen(
        ["./kysyva", "run", "--port", str(port)],
        cwd=clone,
        env=clean,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def answered(clone: Path, port: int, seconds: float) -> float:
    """Seconds until the first answer."""
    begun = time.monotonic()
    process = start(clone, port)
    product = Product(clone / "data", port)
    while not product.answers():
        if process.poll() is not None or time.monotonic() - begun > seconds:
            raise SystemExit(f"It did not start: {process.poll()}.")
        time.sleep(0.05)
    took = time.monotonic() - begun
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return took


def main() -> None:
    """Clone, kill, start, and start again."""
    parser = argparse.ArgumentParser(prog="python -m tests.fresh", description=__doc__)
    parser.add_argument("--kills", type=int, default=10, help="how often to interrupt (10)")
    kills = parser.parse_args().kills
    with tempfile.TemporaryDirectory(prefix="kysyva-fresh-") as folder:
        clone, port = Path(folder) / "kysyva", free_port()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        chance = random.Random()  # noqa: S311 - moments, not secrets
        for number in range(kills):
            moment = chance.uniform(0.3, 25.0)
            process = start(clone, port)
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            sys.stdout.write(f"killed {number + 1} of {kills} after {moment:.1f} s\n")
            sys.stdout.flush()
        for name in ("first whole start", "second start"):
            sys.stdout.write(f"{name}: {answered(clone, port, 300):.1f} s\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
