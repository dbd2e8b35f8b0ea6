"""The parts a profile is made of, as they are after reading: typed, frozen, without rules of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ForumShape:
    """One node of the forum tree. [domain 3.2]

    `place` says of what there is one: the region, each area, each district, or none standing (`case`, as needed).
    `optional` kinds exist in an area only where its profile says so.
    """

    kind: str
    label: str
    tier: str
    side: str
    place: str
    parent: str | None = None
    led_by: str = ""
    members: str = ""
    mission: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Seat:
    """What a kind of forum must hold: any of `unit_types`, or holders of `role`; no maximum means no limit.

    `mandate` is the least that whoever sits there is to decide; unsaid, something. [S-21]
    """

    forum_kind: str
    label: str
    unit_types: tuple[str, ...] = ()
    role: str = ""
    per: str = "forum"
    minimum: int = 1
    maximum: int | None = None
    severity: str = ""
    mandate: str = "limited"


@dataclass(frozen=True)
class Frequency:
    """At least `count` meetings `per` term or year, in the days it holds."""

    count: int
    per: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Deadline:
    """What the region or area says of a deadline; what is None stands as in the catalogue of rules. [domain 5]

    `warn_offsets`: days after the start, negative before the due day, "60%" of the whole time.
    """

    code: str
    monitored: bool = True
    amount: int | None = None
    unit: str | None = None
    calendar: str | None = None
    owner_role: str | None = None
    warn_offsets: tuple[int | str, ...] | None = None
    fallback_role: str | None = None
    on_breach_roles: tuple[str, ...] | None = None
    escalate_after: int | None = None
    escalate_roles: tuple[str, ...] | None = None
    pausable: bool | None = None
    legal_reference: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def given(self) -> dict:
        """What is said here, by the names of a rule's fields."""
        return {name: value for name, value in vars(self).items() if value is not None and name != "code"}


@dataclass(frozen=True)
class Step:
    """A rung of the deviation ladder; `principled` rungs are for questions beyond the single case. [SM-3]"""

    key: str
    label: str
    principled: bool = False


@dataclass(frozen=True)
class Indicator:
    """A measure of section 7; `main` ones are the agreement's own, the others options."""

    code: str
    title: str
    main: bool = False
    goal: int | None = None
    direction: str = ""
    target: str = ""


@dataclass(frozen=True)
class Axis:
    key: str
    label: str
    dimension: str


@dataclass(frozen=True)
class Scale:
    """`mean_1_10` or `share_satisfied`; the two are never mixed in one chart. [I-35]"""

    kind: str
    low: int
    high: int


@dataclass(frozen=True)
class Survey:
    kind: str
    label: str


@dataclass(frozen=True)
class SurveyQuestion:
    """A statement that a family takes a stand on: its key in the figures, and its words by language, Swedish among
    them. Without words it is one of the portal's own, in all of its languages.
    """

    key: str
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SurveyVersion:
    """What families are asked from a day on: one of the portal's versions (`standard`), or the region's own. [I-40]"""

    version: int
    valid_from: date
    standard: int | None = None
    child: tuple[SurveyQuestion, ...] = ()
    guardian: tuple[SurveyQuestion, ...] = ()

    @property
    def questions(self) -> dict[str, tuple[SurveyQuestion, ...]]:
        """Of its own, by whom they are put to."""
        return {"child": self.child, "guardian": self.guardian}


@dataclass(frozen=True)
class Section:
    """A part of a minutes template. [001:L325-327]"""

    key: str
    heading: str
    help: str = ""
    required: bool = False


@dataclass(frozen=True)
class Option:
    key: str
    label: str


@dataclass(frozen=True)
class GroupDuty:
    """What a group of one of the `kinds` is to see to each year. `watched`: what the portal itself can tell it by."""

    key: str
    label: str
    kinds: tuple[str, ...]
    watched: str = ""


@dataclass(frozen=True)
class MeetingQuestion:
    """Answered 1 to 5. Its words never change: they end, and others begin under a key of their own. [F37]"""

    key: str
    label: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class MeetingQuestions:
    """What those who were at a group's meeting are asked of it, and for how many days after it."""

    answer_days: int
    asked: tuple[MeetingQuestion, ...]

    def on(self, day: date) -> tuple[MeetingQuestion, ...]:
        return tuple(one for one in self.asked if one.holds(day))


@dataclass(frozen=True)
class GroupQuestion:
    """Answered from 1 to the survey's `steps`; an axis of the spider, or nothing. Its words never change. [I-30]"""

    key: str
    label: str
    axis: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class GroupSurvey:
    """A yearly survey to those who sit in a group. [F133, F135, I-16, I-30, I-45]

    `sent_by` the group's `leader`, or the region's `sender` to all groups of `forums` at once; `low` and `high` are
    the words for the ends of its scale; open for `answer_days`, and a reminder goes out `remind_days` before its last.
    """

    key: str
    label: str
    sent_by: str
    forums: tuple[str, ...]
    steps: int
    low: str
    high: str
    answer_days: int
    remind_days: int
    asked: tuple[GroupQuestion, ...]

    def on(self, day: date) -> tuple[GroupQuestion, ...]:
        return tuple(one for one in self.asked if one.holds(day))

    @property
    def has_axes(self) -> bool:
        return any(one.axis for one in self.asked)


@dataclass(frozen=True)
class UnitKind:
    """What is said of every unit of a type where the unit itself says nothing. Ages in whole years. [S-11]"""

    unit_type: str
    age_from: int | None = None
    age_to: int | None = None
    target_group: str = ""
    mission: str = ""


@dataclass(frozen=True)
class OtherForum:
    """Another collaboration in the region that the map of forums shows; no areas named means all. [S-08]"""

    label: str
    purpose: str
    parties: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    """The region's colours, each as # and six hexadecimal digits."""

    accent: str
    accent_strong: str
    accent_tint: str
    on_accent: str


@dataclass(frozen=True)
class Law:
    """A legal reference as declared in a file; see models.LegalReference."""

    code: str
    act: str
    label: str
    valid_from: date
    chapter: str = ""
    section: str = ""
    valid_to: date | None = None
    note: str = ""
    source: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class Keeping:
    """How long a kind of document is kept by a kind of principal; one row is a retention class. [security 6]

    `keeps` "years": `amount` years after the last entry; "age": until the child is `amount` years old; "never": is
    not deleted. `finished`: the end of which calendar year after that day it must be gone by. The row that was valid
    on the day of the last entry holds. `sample_days`: born on these days of a month is kept for research.
    """

    code: str
    document: str
    principal_kind: str
    label: str
    law: str
    keeps: str
    valid_from: date
    amount: int | None = None
    finished: int | None = None
    valid_to: date | None = None
    sample_days: tuple[int, ...] = ()
    note: str = ""
    source: str = ""

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class ConsentTime:
    """How long a consent for one purpose runs: the days that are suggested, and the most there may be. [facts 9.4]"""

    usual_days: int
    longest_days: int


@dataclass(frozen=True)
class Coordinator:
    """Somebody answers for measures hanging together: what that is called, and whose roles may be given it. [F92]"""

    label: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class RoutineDeciders:
    """Which forum decides routines, and which adapts them to the area. [004:L254-258]"""

    decided_by: str
    adapted_by: str | None = field(default=None)
