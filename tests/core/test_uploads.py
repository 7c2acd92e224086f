"""Files on their way in are cut off before they fill the disk."""

from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory
from pytest_django import Settings

from kysyva.core.uploads import CappedUploadHandler


def sent(size: int) -> tuple[int, int]:
    """What the file says its size is, and how much of it is on the disk."""
    data = {"file": SimpleUploadedFile("a.zip", b"x" * size)}
    request = RequestFactory().post("/", data)
    assert [type(handler) for handler in request.upload_handlers] == [CappedUploadHandler]
    file = request.FILES["file"]
    assert isinstance(file, TemporaryUploadedFile)
    found = (file.size or 0, len(file.read()))
    file.close()
    return found


def test_a_small_file_is_kept_whole(settings: Settings) -> None:
    assert sent(100) == (100, 100)
    assert sent(0) == (0, 0)


def test_a_large_file_is_cut_off_and_its_size_is_known(settings: Settings) -> None:
    settings.FILE_UPLOAD_MOST = 100_000
    size, kept = sent(1_000_000)
    assert size == 1_000_000
    assert 100_000 <= kept <= 100_000 + CappedUploadHandler.chunk_size
