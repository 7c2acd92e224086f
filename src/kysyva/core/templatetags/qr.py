"""QR codes, drawn in the page itself."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def qr(address: str) -> SafeString:
    """A code that opens ``address``, as SVG with an alternative text."""
    code = segno.make(address, error="m", micro=False)
    # segno writes the markup itself and escapes the title.
    return mark_safe(  # noqa: S308
        code.svg_inline(
            border=2,
            svgclass="qr",
            lineclass=None,
            omitsize=True,
            title=_("Code that opens this page"),
        ).replace("<svg ", '<svg role="img" ', 1)
    )
