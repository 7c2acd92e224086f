"""Files on their way in."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file on disk, but never more of it than ``settings.FILE_UPLOAD_MOST``.

    What comes after that is thrown away unread, and ``file.size`` still says how large it was: a
    form can tell the sender about its limit, and nobody fills the disk.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk while there is room."""
        if start < settings.FILE_UPLOAD_MOST:
            super().receive_data_chunk(raw_data, start)
