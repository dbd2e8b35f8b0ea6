"""Why the child could not make a document: one word, the only thing it tells besides the file itself."""

from enum import StrEnum


class Failure(StrEnum):
    TOO_LONG = "too_long"
    TOO_MUCH_MEMORY = "too_much_memory"
    TOO_MANY_PAGES = "too_many_pages"
    RESOURCE_REFUSED = "resource_refused"
    NO_FONT = "no_font"
    INCOMPLETE = "incomplete"
    CRASHED = "crashed"


class DocumentFailure(Exception):
    """Raised inside the child; `failure` is printed as the typed error, the detail stays inside."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(detail or failure.value)
        self.failure = failure
