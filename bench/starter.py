"""The starter toolkit's tools, for benchmarks that need texts people would write."""

from kysyva.tools.forms.archive import FolderFiles
from kysyva.tools.forms.package import parts_of, read_part
from kysyva.tools.models import Kind, ToolDocument


def starter_tools() -> dict[str, ToolDocument]:
    """Give the documents by their slug; needs Django's settings."""
    from django.conf import settings

    files = FolderFiles(settings.TOOLKITS_DIR / "starter")
    read = {part.slug: read_part(files, part) for part in parts_of(files) if part.kind == Kind.TOOL}
    return {
        slug: found.document
        for slug, found in read.items()
        if isinstance(found.document, ToolDocument)
    }
