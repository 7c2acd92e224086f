"""Every picture that a page names is in the sprite; a missing one would show as nothing."""

import re

import pytest
from django.conf import settings

from kysyva.home.templatetags.page import SETTING_PICTURES
from kysyva.tools.models.facets import Setting
from kysyva.tools.templatetags.tool_ui import PHASE_PICTURES, STATUS_PICTURES

NAMED = re.compile(r'{% (?:icon|notice "\w+") "([a-z0-9-]+)"')
IN_CODE = re.compile(r'(?:icon\(|add\("\w+", _\("[^"]+"\), )"([a-z0-9-]+)"')


def named() -> set[str]:
    found = {*PHASE_PICTURES.values(), *STATUS_PICTURES.values(), *SETTING_PICTURES.values()}
    for path in settings.PROJECT.rglob("*.html"):
        found.update(NAMED.findall(path.read_text("utf-8")))
    for path in settings.PROJECT.glob("*/templatetags/*.py"):
        found.update(IN_CODE.findall(path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("name", sorted(named()))
def test_a_named_picture_is_in_the_sprite(name: str) -> None:
    sprite = (settings.PROJECT / "static" / "vendor" / "icons.svg").read_text("utf-8")
    assert f'id="{name}"' in sprite


def test_every_setting_has_a_picture() -> None:
    assert set(SETTING_PICTURES) == set(Setting.values)
