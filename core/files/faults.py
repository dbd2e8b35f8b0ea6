"""Why a file is not taken in: one word, the only thing the child process tells besides the file itself."""

from enum import StrEnum


class Fault(StrEnum):
    UNKNOWN_KIND = "unknown_kind"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_CONTENT = "other_content"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNPACKS_TOO_MUCH = "unpacks_too_much"
    ENCRYPTED = "encrypted"
    PROGRAM = "program"
    FILES_INSIDE = "files_inside"
    FETCHES = "fetches"
    TOO_HEAVY = "too_heavy"
    VIRUS = "virus"


class FileFault(Exception):
    """The file is not taken in; nothing of it is kept. str() is the word of the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
