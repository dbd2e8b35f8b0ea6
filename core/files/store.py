"""Where files lie: encrypted, under random names, a folder for each region, outside all that the web hands out.

A file is on the disk, whole, before the row that names it is committed. A process killed in between leaves a file
without a row, which nobody can ask for and `sweeping` takes away; never a row without its file.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from core.crypto import lock_bytes, open_bytes

UNFINISHED = ".part"


def folder() -> Path:
    return Path(settings.FILES_DIR)


def _place(region_id: UUID, pk: UUID) -> Path:
    name = str(pk)
    return folder() / str(region_id) / name[:2] / name


def _sealed_as(region_id: UUID, pk: UUID) -> str:
    return f"{region_id}/{pk}"


def write(region_id: UUID, pk: UUID, content: bytes) -> None:
    """Encrypt and write to the end: under another name first, so that what has the name is whole. Raises OSError."""
    place = _place(region_id, pk)
    for name in (folder(), place.parent.parent, place.parent):
        name.mkdir(mode=0o700, parents=name == folder(), exist_ok=True)
    unfinished = place.with_suffix(UNFINISHED)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(lock_bytes(content, _sealed_as(region_id, pk)))
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(place)
    for name in (place.parent, place.parent.parent, folder()):
        _flush(name)


def _flush(name: Path) -> None:
    """A name is kept over a power cut first when its folder is."""
    number = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def read(region_id: UUID, pk: UUID) -> bytes:
    """The content. Raises OSError when the file is not there, InvalidTag when it is not the one that was written."""
    return open_bytes(_place(region_id, pk).read_bytes(), _sealed_as(region_id, pk))


def remove(region_id: UUID, pk: UUID) -> None:
    """Take a file away whose row is gone; one that is not there is as good. Raises OSError."""
    _place(region_id, pk).unlink(missing_ok=True)


def lying(region_id: UUID, *, before: float) -> Iterator[Path]:
    """Every file of the region that was last written before that moment (seconds since 1970), finished or not."""
    for place in (folder() / str(region_id)).glob("??/*"):
        try:
            if place.stat().st_mtime < before:
                yield place
        except FileNotFoundError:  # another sweep was here
            continue
