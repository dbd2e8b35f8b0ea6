"""The type of a profile: every key of domain 3.9 as an attribute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.regions import shapes


@dataclass(frozen=True)
class Profile:
    """What holds in a region on a day, an area's own values included. Keys and sources: domain 3.9."""

    version: int
    region_code: str
    region_name: str
    valid_from: date
    look: shapes.Look
    labels: Mapping[str, str]
    aliases: Mapping[str, str]
    principal_kinds: tuple[str, ...]
    area_unit_label: str
    forums: tuple[shapes.ForumShape, ...]
    other_forums: tuple[shapes.OtherForum, ...]
    has_working_group: bool
    working_group_label: str | None
    has_individual_forum: bool
    seat_requirements: tuple[shapes.Seat, ...]
    meetings_min: Mapping[str, tuple[shapes.Frequency, ...]]
    minutes_templates: Mapping[str, tuple[shapes.Section, ...]]
    forum_deadline_measures: str | None
    forum_clock_start: str | None
    unresolved_goes_to: str
    deviation_ladder: tuple[shapes.Step, ...]
    deviation_copy_to_secretariat: str | None
    deviation_categories: tuple[shapes.Option, ...]
    deviation_causes: tuple[shapes.Option, ...] | None
    deviation_submitters: tuple[str, ...]
    school_may_call_sip: str
    sip_school_training_required: bool
    sip_external_system: str | None
    sip_feedback_survey: shapes.Survey
    sip_survey_versions: tuple[shapes.SurveyVersion, ...] | None
    sip_condition: str
    habilitation_coordinator: shapes.Coordinator | None
    sip_first_line: Mapping[str, tuple[str, ...]] | None
    placement_notices: Mapping[str, tuple[str, ...]] | None
    age_limit: int
    age_limit_placed: int
    agreement_change_requires: tuple[str, ...]
    agreement_minimum_blocking: bool
    routine_decided_by: shapes.RoutineDeciders
    routine_subjects: tuple[shapes.Option, ...] | None
    group_duties: tuple[shapes.GroupDuty, ...] | None
    meeting_questions: shapes.MeetingQuestions | None
    group_surveys: tuple[shapes.GroupSurvey, ...] | None
    best_interests_assessment: str | None
    indicators: tuple[shapes.Indicator, ...]
    follow_up_period: str
    sex_categories: tuple[str, ...]
    small_count_threshold: int
    spider_enabled: bool
    spider_axes: tuple[shapes.Axis, ...]
    spider_scale: shapes.Scale
    annual_group_survey_sender: str
    consent_signatories: str
    consent_child_age: int | None
    consent_times: Mapping[str, shapes.ConsentTime] | None
    consent_written: tuple[str, ...] | None
    term_boundaries: tuple[str, ...]
    case_area_rule: str
    case_area_rule_placed: str | None
    required_seat_severity: str
    working_requires_all: bool | None
    action_plan_required: bool
    deadlines: Mapping[str, shapes.Deadline]
    child_level_login: str
    unit_kinds: tuple[shapes.UnitKind, ...]
    legal_references: tuple[shapes.Law, ...]
    retention_classes: tuple[shapes.Keeping, ...]

    # The lengths are rows of `deadlines`, not a second place; None means that the region does not monitor it.
    @property
    def forum_deadline_days(self) -> int | None:
        return self.length("DL-01")

    @property
    def acute_placement_planning_days(self) -> int | None:
        return self.length("DL-02")

    @property
    def lvu_exam_days(self) -> int | None:
        return self.length("DL-03")

    @property
    def agreement_follow_up_months(self) -> int | None:
        return self.length("DL-12")

    @property
    def escalation_decision_days(self) -> int | None:
        return self.length("DL-01B")

    @property
    def agreement_evaluation_years(self) -> int | None:
        return self.length("DL-15")

    @property
    def dissemination_days(self) -> int | None:
        return self.length("DL-24")

    @property
    def sip_start_days(self) -> int | None:
        return self.length("DL-26")

    @property
    def sip_meeting_days(self) -> int | None:
        return self.length("DL-26B")

    @property
    def sip_follow_up_max_days(self) -> int | None:
        return self.length("DL-27")

    @property
    def lss_plan_review_months(self) -> int | None:
        return self.length("DL-35")

    @property
    def transition_lead_days(self) -> tuple[int, ...]:
        """Days before the 18th birthday, furthest first."""
        row = self.deadlines["DL-42"]
        return tuple(-offset for offset in row.warn_offsets or () if isinstance(offset, int))

    @property
    def secretariat_receipt_days(self) -> int | None:
        return self.length("DL-54")

    @property
    def deviation_answer_days(self) -> int | None:
        return self.length("DL-54B")

    def length(self, code: str) -> int | None:
        """The amount of a deadline named here, in its unit; None when it is not monitored or not named."""
        row = self.deadlines.get(code)
        return row.amount if row and row.monitored else None

    def forum(self, kind: str) -> shapes.ForumShape | None:
        """The kind's node in the region's tree, None when the region has no such forum."""
        return next((forum for forum in self.forums if forum.kind == kind), None)

    def frequency(self, forum: str, on: date) -> tuple[shapes.Frequency, ...]:
        """How often a forum (a key of `meetings_min`) meets at least; several may hold at once. [X-14]"""
        return tuple(row for row in self.meetings_min.get(forum, ()) if row.holds(on))

    def label(self, key: str) -> str:
        """What the region calls a thing; an older or other name leads to today's. Raises KeyError. [X-21]"""
        key = self.aliases.get(key, key)
        if key == "working_group" and self.working_group_label:
            return self.working_group_label
        if key in self.labels:
            return self.labels[key]
        if forum := self.forum(key):
            return forum.label
        raise KeyError(key)
