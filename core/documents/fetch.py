"""What a document may bring in: files bundled in `static/`, by name. Everything else stops it. [security 7]"""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit, uses_netloc, uses_relative

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "static"
BASE_URL = "static:///"
MEDIA_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}

for known in (uses_relative, uses_netloc):  # so that names in a style sheet are joined to its own
    if SCHEME not in known:
        known.append(SCHEME)


class ResourceRefusal(FatalURLFetchingError):
    """A document asked for something that is not bundled: no file is made at all."""


class StaticFetcher(URLFetcher):
    """Serves `static:name` and relative names from one folder, and refuses everything else."""

    def __init__(self, root: Path) -> None:
        super().__init__(allowed_protocols={SCHEME}, allow_redirects=False, fail_on_errors=True)
        self._root = root.resolve()

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        path = self._bundled(url)
        content = path.read_bytes()
        return URLFetcherResponse(url, content, {"Content-Type": MEDIA_TYPES[path.suffix]})

    def _bundled(self, url: str) -> Path:
        parts = urlsplit(url)
        name = unquote(parts.path).lstrip("/")
        if parts.scheme != SCHEME or parts.netloc or parts.query or not re.fullmatch(r"[\w./-]+", name):
            raise ResourceRefusal("not a bundled name")
        path = (self._root / name).resolve()
        if not path.is_relative_to(self._root) or path.suffix not in MEDIA_TYPES or not path.is_file():
            raise ResourceRefusal("not a bundled file")
        return path
