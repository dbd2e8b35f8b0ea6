"""What a consent is for, and how it was given: the words in which it is recorded. [6.2, facts 9.4]"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core.organisations.models import Unit
from core.people.models import RoleAssignment
from sip.cases.models import ForumCase
from sip.consent.states import Purpose, Signatories


@dataclass(frozen=True)
class Asked:
    """What the consent is for: purpose and sitting, which units, which kinds of information, how long."""

    units: tuple[Unit, ...]
    information_kinds: tuple[str, ...]
    valid_to: date
    purpose: str = Purpose.FORUM_OCCASION
    sitting: int | None = None
    signatories: str = Signatories.ALL_GUARDIANS
    signatories_reason: str = ""
    decision_number: str = ""  # of the board's decision that an exception rests on
    decision_on: date | None = None
    approved_by: RoleAssignment | None = None  # the manager who let it not wait for who is prevented
    exceptions: str = ""  # what may not be shared


@dataclass(frozen=True)
class Word:
    """On whose word a consent is taken back, and how it was said. [CS-20]"""

    of: str = ""
    form: str = ""


NO_WORD = Word()


@dataclass(frozen=True)
class Given:
    """How it was given: form, day, who answered what, what the child said."""

    form: str
    given_on: date
    answers: Mapping[UUID | None, bool] = field(
        default_factory=dict
    )  # by who decides, None the child; missing: none yet
    document_place: str = ""
    witness: str = ""
    explained_how: str = ""
    explained_language: str = ""
    interpreter: str = ""
    maturity_judgement: str = ""
    child_view: str = ""
    child_view_text: str = ""


def next_sitting(case: ForumCase) -> int:
    """The number of the sitting that is not yet called. [CS-10]"""
    last = case.case.occasions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
