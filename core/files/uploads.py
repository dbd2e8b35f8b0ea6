"""How a file comes in: into memory and never onto the disk in the clear, and no more of it than may be kept."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from core.files.kinds import MOST_BYTES


class InMemoryOnly(FileUploadHandler):
    """What goes beyond the limit is counted and dropped, so that the form can say it was too large.

    The file's `size` is what was sent; its content ends at the limit.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.taken, self.content = 0, BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.taken <= MOST_BYTES:
            self.content.write(raw_data[: MOST_BYTES + 1 - self.taken])
        self.taken += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
