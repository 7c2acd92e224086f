"""The settings of a real installation."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "KYSYVA_HTTPS": "true",
    "KYSYVA_HOSTS": "kysyva.example",
    "KYSYVA_SECRET_KEY": "",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KYSYVA_") and name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env={**clean, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_of_django_finds_nothing(tmp_path: Path) -> None:
    arguments = ("check", "--deploy", "--fail-level", "WARNING")
    done = manage(*arguments, KYSYVA_DATA=str(tmp_path), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("KYSYVA_LANGUAGE", "no", "KYSYVA_LANGUAGE must be fi, sv or en"),
        ("DATABASE_URL", "mysql://a:b@localhost/c", "DATABASE_URL must begin with"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_name(
    setting: str, value: str, sentence: str, tmp_path: Path
) -> None:
    done = manage("check", KYSYVA_DATA=str(tmp_path), **{setting: value})
    assert done.returncode != 0
    assert sentence in done.stderr


def test_the_secret_key_is_kept_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    manage("check", KYSYVA_DATA=str(tmp_path))
    key = tmp_path / "secret-key"
    first = key.read_text()
    manage("check", KYSYVA_DATA=str(tmp_path))
    assert key.read_text() == first
    assert len(first) >= 50
    assert key.stat().st_mode & 0o077 == 0


def test_every_setting_that_is_read_is_in_the_scheme() -> None:
    text = (ROOT / "src/kysyva/settings.py").read_text("utf-8")
    scheme = set(re.findall(r"^    ([A-Z_]+)=\(", text, re.MULTILINE))
    read = set(re.findall(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"", text))
    assert read <= scheme
    assert scheme <= read


def test_every_setting_is_described_and_nothing_else_is() -> None:
    text = (ROOT / "src/kysyva/settings.py").read_text("utf-8")
    scheme = set(re.findall(r"^    ([A-Z_]+)=\(", text, re.MULTILINE))
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| (.+) \| (.+) \| (.+) \|$",
        (ROOT / "docs/configuration.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert {name for name, *_words in rows} == scheme
    assert [name for name, *_words in rows] == sorted(scheme)


def test_a_real_installation_behind_a_proxy_counts_the_browsers_address(tmp_path: Path) -> None:
    shown = "import json; from django.conf import settings as s; print(json.dumps([" + ", ".join(
        f"s.{name}"
        for name in (
            "ALLAUTH_TRUSTED_PROXY_COUNT",
            "SECURE_PROXY_SSL_HEADER",
            "SESSION_COOKIE_NAME",
            "CSRF_COOKIE_NAME",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "DEMO",
        )
    )
    done = manage("shell", "-c", shown + "]))", KYSYVA_DATA=str(tmp_path), **PRODUCTION)
    values = json.loads(done.stdout.strip().splitlines()[-1])
    header = ["HTTP_X_FORWARDED_PROTO", "https"]
    assert values == [1, header, "__Host-session", "__Host-csrf", True, True, False]
