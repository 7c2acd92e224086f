"""``./kysyva bench NAME [--json]``: every benchmark by its name."""

import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_BENCHMARKS = {
    "__init__",
    "__main__",
    "hello",
    "library",
    "rivals",
    "server",
    "starter",
    "tables",
}


def names() -> list[str]:
    """The benchmarks of this folder."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHMARKS)


def main() -> int:
    """Run one benchmark; a wrong name gets one sentence and exit code 2."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help"):
        print("usage: ./kysyva bench NAME [--json] [options of the benchmark]\n")
        for name in names():
            text = importlib.import_module(f"bench.{name}").__doc__ or ""
            print(f"  {name:16} {text.strip().splitlines()[0]}")
        return 0
    name = arguments[0].replace("-", "_")
    if name not in names():
        known = ", ".join(names())
        print(
            f"kysyva bench: there is no benchmark “{arguments[0]}”; there are: {known}.",
            file=sys.stderr,
        )
        return 2
    as_json = "--json" in arguments
    rest = [word for word in arguments[1:] if word != "--json"]
    tables = importlib.import_module(f"bench.{name}").run(rest, quiet=as_json)
    if as_json:
        print(json.dumps([table.as_json() for table in tables], ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
