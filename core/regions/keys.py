"""The keys of a profile: every row of domain 3.9 and what else a profile file holds, each with its reader.

A key that is a deadline's length is not written a second time: it is read from the row of `deadlines` it names.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.regions import shapes
from core.regions import vocabulary as known
from core.regions.reading import (
    Read,
    colour,
    day,
    list_of,
    mapping_of,
    month_day,
    none_or,
    offset,
    one_of,
    shape,
    text,
    whole,
    words,
    yes_or_no,
)
from core.roles import Role


@dataclass(frozen=True)
class Key:
    """One key: its name in the file, where its page shows it, what it is called, how it is read.

    A starred key, or a starred part of one, may have an own value in an area.
    """

    name: str
    theme: str
    label: str | Promise
    read: Read
    starred: bool = False
    parts: tuple[str, ...] = ()  # starred parts of a mapping, as "steering" of meetings_min
    later: bool = False  # a version stored before the key was thought of has none, and reads as null


@dataclass(frozen=True)
class LengthKey:
    """A key whose value stands in a row of `deadlines`; `field` names the part of the row."""

    name: str
    label: str | Promise
    code: str
    field: str = "amount"


forum_kind = one_of(*known.FORUM_KINDS)
seat = shape(
    shapes.Seat,
    forum_kind=forum_kind,
    per=one_of(*known.SEATS_PER),
    severity=one_of("", *known.SEVERITIES),
    mandate=one_of(*known.MANDATES),
    unit_types=list_of(text),
)
forum = shape(
    shapes.ForumShape,
    kind=forum_kind,
    tier=one_of(*known.TIERS),
    side=one_of(*known.SIDES),
    place=one_of(*known.PLACES),
    parent=none_or(forum_kind),
)
frequency = shape(shapes.Frequency, per=one_of(*known.PERIODS))
step = shape(shapes.Step, key=one_of(*known.LADDER_STEPS))
indicator = shape(shapes.Indicator, direction=one_of(*known.DIRECTIONS))
axis = shape(shapes.Axis, dimension=one_of(*known.DIMENSIONS))
group_survey = shape(
    shapes.GroupSurvey,
    sent_by=one_of("leader", "sender"),
    forums=list_of(forum_kind, at_least=1),
    asked=list_of(shape(shapes.GroupQuestion), at_least=1),
)
scale = shape(shapes.Scale, kind=one_of("mean_1_10", "share_satisfied"))
deciders = shape(shapes.RoutineDeciders, decided_by=forum_kind, adapted_by=none_or(forum_kind))
look = shape(shapes.Look, accent=colour, accent_strong=colour, accent_tint=colour, on_accent=colour)
survey_questions = list_of(shape(shapes.SurveyQuestion, words=mapping_of(text)))
survey = shape(shapes.SurveyVersion, child=survey_questions, guardian=survey_questions)
coordinator = shape(shapes.Coordinator, roles=list_of(one_of(*Role.values), at_least=1))
keeping = shape(
    shapes.Keeping,
    document=one_of(*known.KEPT_DOCUMENTS),
    principal_kind=one_of(*known.PRINCIPAL_KINDS),
    keeps=one_of(*known.KEEPS),
)
_deadline = shape(
    shapes.Deadline,
    unit=one_of(*known.DEADLINE_UNITS),
    calendar=one_of(*known.CALENDARS),
    warn_offsets=list_of(offset),
    on_breach_roles=list_of(text),
    escalate_roles=list_of(text),
)


def deadlines(value: Any) -> dict[str, shapes.Deadline]:
    """Rows by their DL id; the id is not repeated inside the row."""
    rows = mapping_of(dict_only)(value)
    return mapping_of(_deadline)({code: {**row, "code": code} for code, row in rows.items()})


def dict_only(value: Any) -> dict[str, Any]:
    return mapping_of(lambda inner: inner)(value)


THEMES = {
    "region": _("Regionen"),
    "forums": _("Forum och grupper"),
    "individual": _("Enskilda ärenden"),
    "deviations": _("Avvikelser"),
    "child": _("SIP, ålder och samtycke"),
    "follow_up": _("Överenskommelser och uppföljning"),
    "deadlines": _("Frister och lag"),
}
KEYS = (
    Key("region_code", "region", _("Regionens kod"), text),
    Key("region_name", "region", _("Regionens namn"), text),
    Key("valid_from", "region", _("Gäller från och med"), day),
    Key("look", "region", _("Färger"), look),
    Key("labels", "region", _("Benämningar"), mapping_of(text)),
    Key("aliases", "region", _("Äldre och andra namn"), mapping_of(text)),
    Key("principal_kinds", "region", _("Slag av huvudmän"), list_of(one_of(*known.PRINCIPAL_KINDS), at_least=1)),
    Key("area_unit_label", "region", _("Vad ett område kallas"), text),
    Key("unit_kinds", "region", _("Verksamhetstyper"), list_of(shape(shapes.UnitKind))),
    Key("term_boundaries", "region", _("Terminerna börjar"), list_of(month_day, at_least=1)),
    Key(
        "child_level_login",
        "region",
        _("Inloggning för uppgifter om barn"),
        one_of("federated_loa3", "local_two_factor"),
    ),
    Key("forums", "forums", _("Forum"), list_of(forum, at_least=1)),
    Key("other_forums", "forums", _("Andra samverkansforum"), list_of(shape(shapes.OtherForum))),
    Key("has_working_group", "forums", _("Arbetsgrupp finns"), yes_or_no, starred=True),
    Key("working_group_label", "forums", _("Vad arbetsgruppen kallas"), none_or(text), starred=True),
    Key("seat_requirements", "forums", _("Platser i grupperna"), list_of(seat), starred=True),
    Key(
        "meetings_min", "forums", _("Minsta antal möten"), mapping_of(list_of(frequency)), parts=("steering", "working")
    ),
    Key(
        "minutes_templates",
        "forums",
        _("Mallar för dagordning och protokoll"),
        mapping_of(list_of(shape(shapes.Section)), keys=forum_kind),
    ),
    Key("required_seat_severity", "forums", _("När en plats är tom"), one_of(*known.SEVERITIES)),
    Key("working_requires_all", "forums", _("Alla ska närvara i arbetsgruppen"), none_or(yes_or_no), starred=True),
    Key("action_plan_required", "forums", _("Handlingsplan krävs"), yes_or_no, starred=True),
    Key("routine_decided_by", "forums", _("Vem som beslutar rutiner"), deciders),
    Key(
        "routine_subjects",
        "forums",
        _("Vad rutiner handlar om"),
        list_of(shape(shapes.Option), at_least=1),
        later=True,
    ),
    Key(
        "group_duties",
        "forums",
        _("Vad grupperna ska se till"),
        list_of(shape(shapes.GroupDuty, kinds=list_of(forum_kind, at_least=1))),
        later=True,
    ),
    Key(
        "meeting_questions",
        "forums",
        _("Frågor efter gruppernas möten"),
        none_or(shape(shapes.MeetingQuestions, asked=list_of(shape(shapes.MeetingQuestion), at_least=1))),
        later=True,
    ),
    Key("group_surveys", "forums", _("Enkäter till grupperna"), none_or(list_of(group_survey)), later=True),
    Key(
        "best_interests_assessment",
        "forums",
        _("Prövning av barnets bästa i gruppernas beslut"),
        one_of(*known.ASSESSMENTS),
        later=True,
    ),
    Key("has_individual_forum", "individual", _("Individforum finns"), yes_or_no, starred=True),
    Key(
        "forum_deadline_measures", "individual", _("Individforumets tid mäts till"), none_or(one_of("convened", "held"))
    ),
    Key("forum_clock_start", "individual", _("Individforumets tid börjar"), none_or(one_of("need_noticed", "raised"))),
    Key("unresolved_goes_to", "individual", _("Olösta ärenden går till"), forum_kind),
    Key("case_area_rule", "individual", _("Ärendets område"), one_of("registered_area", "school_area", "choose")),
    Key(
        "case_area_rule_placed",
        "individual",
        _("Ärendets område för placerade barn"),
        none_or(one_of("placing_municipality")),
    ),
    Key("deviation_ladder", "deviations", _("Avvikelsens väg"), list_of(step, at_least=1)),
    Key(
        "deviation_copy_to_secretariat",
        "deviations",
        _("Avvikelser till sekretariatet"),
        none_or(one_of("all", "principled")),
    ),
    Key("deviation_categories", "deviations", _("Kategorier av avvikelser"), list_of(shape(shapes.Option), at_least=1)),
    Key(
        "deviation_causes",
        "deviations",
        _("Orsaker till avvikelser"),
        list_of(shape(shapes.Option), at_least=1),
        later=True,
    ),
    Key("deviation_submitters", "deviations", _("Vem som skickar avvikelser vidare"), list_of(text, at_least=1)),
    Key("school_may_call_sip", "child", _("Skolan kallar till SIP"), one_of("must", "may", "no"), starred=True),
    Key("sip_school_training_required", "child", _("Fristående skolor ska vara utbildade i SIP"), yes_or_no),
    Key("sip_external_system", "child", _("Annat system för SIP"), none_or(text)),
    Key("sip_feedback_survey", "child", _("Enkät efter SIP"), shape(shapes.Survey)),
    Key("sip_survey_versions", "child", _("Enkätens frågor"), list_of(survey, at_least=1), later=True),
    Key("sip_condition", "child", _("När en SIP ska göras"), one_of("hsl_sol", "any_two_principals")),
    Key(
        "habilitation_coordinator",
        "child",
        _("Samordning av habilitering"),
        none_or(coordinator),
        later=True,
    ),
    Key(
        "sip_first_line",
        "child",
        _("Vem som tar initiativ till SIP åt andra"),
        mapping_of(list_of(text, at_least=1)),
        later=True,
    ),
    Key(
        "placement_notices",
        "child",
        _("Vem som får besked om placerade barn"),
        mapping_of(list_of(text, at_least=1), keys=one_of(*known.PLACEMENT_NOTICES)),
        later=True,
    ),
    Key("age_limit", "child", _("Åldersgräns"), whole),
    Key("age_limit_placed", "child", _("Åldersgräns för placerade barn"), whole),
    Key(
        "consent_signatories",
        "child",
        _("Vem som lämnar samtycke"),
        one_of(*known.CONSENT_RULES),
    ),
    Key("consent_child_age", "child", _("Ålder då barnets mognad prövas särskilt"), none_or(whole)),
    Key(
        "consent_times",
        "child",
        _("Hur länge ett samtycke gäller"),
        mapping_of(shape(shapes.ConsentTime), keys=one_of(*known.CONSENT_PURPOSES)),
        later=True,
    ),
    Key(
        "consent_written",
        "child",
        _("Samtycken som måste vara skriftliga"),
        list_of(one_of(*known.CONSENT_PURPOSES)),
        later=True,
    ),
    Key("agreement_change_requires", "follow_up", _("Så ändras överenskommelsen"), list_of(text, at_least=1)),
    Key("agreement_minimum_blocking", "follow_up", _("Minsta innehåll i överenskommelsen krävs"), yes_or_no),
    Key("indicators", "follow_up", _("Indikatorer"), list_of(indicator, at_least=1)),
    Key("follow_up_period", "follow_up", _("Uppföljningens period"), one_of("calendar_year")),
    Key("sex_categories", "follow_up", _("Kön i statistiken"), list_of(one_of("girl", "boy", "other"), at_least=1)),
    Key("small_count_threshold", "follow_up", _("Minsta antal som visas"), whole),
    Key("spider_enabled", "follow_up", _("Spindelmätning"), yes_or_no, starred=True),
    Key("spider_axes", "follow_up", _("Spindelns axlar"), list_of(axis)),
    Key("spider_scale", "follow_up", _("Spindelns skala"), scale),
    Key("annual_group_survey_sender", "follow_up", _("Vem som skickar den årliga enkäten"), text),
    Key("retention_classes", "deadlines", _("Gallring"), list_of(keeping, at_least=1)),
    Key("deadlines", "deadlines", _("Frister"), deadlines, starred=True),
    Key(
        "legal_references", "deadlines", _("Laghänvisningar"), list_of(shape(shapes.Law, chapter=words, section=words))
    ),
)

LENGTHS = (
    LengthKey("forum_deadline_days", _("Dagar till kallelse till individforum"), "DL-01"),
    LengthKey("escalation_decision_days", _("Dagar till beslut i ett olöst ärende"), "DL-01B"),
    LengthKey("acute_placement_planning_days", _("Dagar till planering efter akut placering"), "DL-02"),
    LengthKey("lvu_exam_days", _("Dagar till läkarundersökning enligt LVU"), "DL-03"),
    LengthKey("agreement_follow_up_months", _("Månader mellan uppföljningar"), "DL-12"),
    LengthKey("agreement_evaluation_years", _("År mellan större utvärderingar"), "DL-15"),
    LengthKey("dissemination_days", _("Dagar att förmedla information efter möte"), "DL-24"),
    LengthKey("sip_start_days", _("Dagar till att arbetet med SIP börjar"), "DL-26"),
    LengthKey("sip_meeting_days", _("Dagar från kallelse till SIP-möte"), "DL-26B"),
    LengthKey("sip_follow_up_max_days", _("Längst antal dagar till uppföljning av SIP"), "DL-27"),
    LengthKey("lss_plan_review_months", _("Månader mellan omprövningar av LSS-plan"), "DL-35"),
    LengthKey("transition_lead_days", _("Dagar före 18-årsdagen"), "DL-42", field="warn_offsets"),
    LengthKey("secretariat_receipt_days", _("Arbetsdagar till kvittens på avvikelse"), "DL-54"),
    LengthKey("deviation_answer_days", _("Dagar till svar på avvikelse"), "DL-54B"),
)

BY_NAME = {key.name: key for key in KEYS}
STARRED = tuple(
    name for key in KEYS for name in ([key.name] if key.starred else [f"{key.name}.{part}" for part in key.parts])
)
