"""What must hold before the portal takes in a file: a folder it can write, that the web hands nothing out of. [12]"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from core.files import scanner, store


@register(Tags.security)
def files_have_a_place(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [Error(sentence, id="files.E001") for sentence in _folder_faults()]


@register(Tags.security)
def the_scanner_can_be_asked(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A misspelt address must not pass for a scanner that is away for a while."""
    if not settings.SCANNER or scanner.is_known(settings.SCANNER):
        return []
    return [Error("BUS_SCANNER must be tcp://host:port or unix:///path of clamd's socket.", id="files.E002")]


def _folder_faults() -> Iterator[str]:
    place = store.folder()
    if not place.is_absolute():
        yield "BUS_FILES must be a whole path."
        return
    for public in _public():
        if place.resolve().is_relative_to(public) or public.is_relative_to(place.resolve()):
            yield "The folder of files (BUS_FILES) lies where the web hands files out."
            return
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        yield "The folder of files (BUS_FILES) cannot be made."
        return
    try:
        with tempfile.TemporaryFile(dir=place) as tried:
            tried.write(b"x")
    except OSError:
        yield "The folder of files (BUS_FILES) cannot be written."


def _public() -> list[Path]:
    return [Path(place).resolve() for place in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS) if place]
