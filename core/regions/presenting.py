"""The profile as a person reads it: each value as lines of words."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.regions import shapes
from core.ui import dates
from core.ui.said import said

PERIODS = {"term": gettext_lazy("per termin"), "year": gettext_lazy("per år")}
LENGTH_UNITS = {
    "day": gettext_lazy("dagar"),
    "month": gettext_lazy("månader"),
    "year": gettext_lazy("år"),
    "per_term": gettext_lazy("per termin"),
    "per_year": gettext_lazy("per år"),
    "none": "",
}
CHOICES = {
    "convened": gettext_lazy("Kallelsen"),
    "held": gettext_lazy("Mötet"),
    "need_noticed": gettext_lazy("När behovet uppmärksammades"),
    "raised": gettext_lazy("När ärendet lyftes"),
    "all": gettext_lazy("Alla"),
    "principled": gettext_lazy("Bara de principiella"),
    "must": gettext_lazy("Ska"),
    "may": gettext_lazy("Får"),
    "no": gettext_lazy("Nej"),
    "hsl_sol": gettext_lazy("När både hälso- och sjukvården och socialtjänsten behövs"),
    "any_two_principals": gettext_lazy("När två huvudmän behövs, också skolan"),
    "all_guardians": gettext_lazy("Alla vårdnadshavare"),
    "one_guardian": gettext_lazy("En vårdnadshavare"),
    "guardians_and_child": gettext_lazy("Alla vårdnadshavare och barnet"),
    "child_if_mature": gettext_lazy("Alla vårdnadshavare, eller barnet ensamt när mognaden räcker"),
    "individual": gettext_lazy("Barnet när mognaden räcker, annars alla vårdnadshavare"),
    "forum_occasion": gettext_lazy("Ett möte i individforum"),
    "steering_escalation": gettext_lazy("Att berörda chefer beslutar"),
    "information_transfer": gettext_lazy("Att lämna uppgifter"),
    "unborn": gettext_lazy("Att lämna uppgifter före födseln"),
    "registered_area": gettext_lazy("Där barnet är folkbokfört"),
    "school_area": gettext_lazy("Där skolan ligger"),
    "choose": gettext_lazy("Väljs i ärendet"),
    "placing_municipality": gettext_lazy("Kommunen som har placerat barnet"),
    "residence": gettext_lazy("Skyddad vistelseort"),
    "joint_planning": gettext_lazy("Gemensam planering efter akut placering"),
    "health_exam": gettext_lazy("Begäran om hälsoundersökning"),
    "dental_exam": gettext_lazy("Begäran till tandvården"),
    "not_asked": gettext_lazy("Frågas inte efter"),
    "asked": gettext_lazy("Ska finnas när beslutet rör barn"),
    "required": gettext_lazy("Krävs när beslutet rör barn, innan protokollet lämnas för justering"),
    "warning": gettext_lazy("Bör åtgärdas"),
    "breach": gettext_lazy("Måste åtgärdas"),
    "calendar_year": gettext_lazy("Kalenderår"),
    "federated_loa3": gettext_lazy("Myndighetens inloggning på tillitsnivå 3"),
    "local_two_factor": gettext_lazy("Portalens egen inloggning i två steg"),
    "girl": gettext_lazy("Flicka"),
    "boy": gettext_lazy("Pojke"),
    "other": gettext_lazy("Annan"),
    "region": gettext_lazy("Region"),
    "municipality": gettext_lazy("Kommun"),
    "independent_school": gettext_lazy("Fristående skolhuvudman"),
    "all_parties": gettext_lazy("Alla parter är överens"),
    "renegotiation_on_request": gettext_lazy("Omförhandling när en part begär det"),
    "political_decision_region": gettext_lazy("Politiskt beslut i regionen"),
    "political_decision_every_municipality": gettext_lazy("Politiskt beslut i varje kommun"),
}
deadline_titles: dict[str, str] = {}  # what is to be done, by the deadline's code; whoever counts them fills it
Labelled = (shapes.Step, shapes.Axis, shapes.Survey, shapes.Option, shapes.OtherForum, shapes.ForumShape)


def lines_of(value: Any, name_of: Callable[[str], str]) -> list[str]:
    """The value as lines; `name_of` gives the word for a role, a unit type or a forum, or the code itself."""
    if isinstance(value, Mapping):
        return [f"{_name(key, name_of)}: {', '.join(lines_of(item, name_of))}" for key, item in value.items()]
    if isinstance(value, tuple):
        return [line for item in value for line in lines_of(item, name_of)]
    if isinstance(value, str):
        return [_name(value, name_of)]
    if isinstance(value, shapes.SurveyVersion):
        return _survey(value)
    return [_line(value, name_of)]


def _name(code: str, name_of: Callable[[str], str]) -> str:
    if code in deadline_titles:
        return deadline_name(code)
    return str(CHOICES[code]) if code in CHOICES else said(name_of(code))


def deadline_name(code: str) -> str:
    """«Individforum ska vara kallat, DL-01»."""
    return f"{_(deadline_titles[code])}, {code}" if code in deadline_titles else code


def _survey(value: shapes.SurveyVersion) -> list[str]:
    """The version with its first day, and each question of the region's own with the languages it has."""
    words = {"number": value.version, "day": dates.day(value.valid_from), "standard": value.standard}
    if value.standard is not None:
        return [_("Version %(number)d från %(day)s: portalens frågor, version %(standard)d") % words]
    asked = {"child": _("Till barn"), "guardian": _("Till vårdnadshavare")}
    questions = [f"{asked[kind]}: {_question(question)}" for kind, rows in value.questions.items() for question in rows]
    return [_("Version %(number)d från %(day)s: regionens egna frågor") % words, *questions]


def _question(one: shapes.SurveyQuestion) -> str:
    if not one.words:
        return _("portalens fråga %(key)s") % {"key": one.key}
    return f"{one.words['sv']} ({one.key}; {', '.join(one.words)})"


@singledispatch
def _line(value: Any, name_of: Callable[[str], str]) -> str:
    """A dataclass that has a label is told by it, anything else by its own words."""
    return said(value.label) if isinstance(value, Labelled) else str(value)


@_line.register
def _none(value: None, name_of: Callable[[str], str]) -> str:
    return _("Används inte")


@_line.register
def _yes_or_no(value: bool, name_of: Callable[[str], str]) -> str:
    return _("Ja") if value else _("Nej")


@_line.register
def _day(value: date, name_of: Callable[[str], str]) -> str:
    return dates.day(value)


@_line.register
def _frequency(value: shapes.Frequency, name_of: Callable[[str], str]) -> str:
    words = f"{value.count} {PERIODS[value.per]}"
    if value.valid_to:
        return f"{words} {_('till och med')} {dates.day(value.valid_to)}"
    return f"{words} {_('från och med')} {dates.day(value.valid_from)}" if value.valid_from else words


@_line.register
def _seat(value: shapes.Seat, name_of: Callable[[str], str]) -> str:
    most = f"–{value.maximum}" if value.maximum not in (None, value.minimum) else ""
    asked = ", ".join(name_of(code) for code in (*value.unit_types, value.role) if code)
    return f"{name_of(value.forum_kind)}: {said(value.label)}, {value.minimum}{most} ({asked})"


@_line.register
def _deadline(value: shapes.Deadline, name_of: Callable[[str], str]) -> str:
    if not value.monitored:
        return _("följs inte upp")
    parts = []
    if value.amount is not None:
        unit = _("arbetsdagar") if value.calendar == "working" else LENGTH_UNITS[value.unit or "day"]
        parts.append(f"{value.amount} {unit}")
    if value.warn_offsets:
        parts.append(_("påminnelse %(days)s") % {"days": ", ".join(map(_reminder, value.warn_offsets))})
    if value.pausable:
        parts.append(_("får pausas"))
    if value.owner_role:
        parts.append(name_of(value.owner_role))
    return "; ".join(parts) or _("enligt regelverket")


def _reminder(offset: int | str) -> str:
    """A day counted from the first, or before the last, or a share of the time."""
    if isinstance(offset, str):
        return _("när %(share)s av tiden har gått") % {"share": offset.replace("%", " %")}
    if offset >= 0:
        return _("dag %(n)d") % {"n": offset}
    return ngettext("%(n)d dag före", "%(n)d dagar före", -offset) % {"n": -offset}


@_line.register
def _indicator(value: shapes.Indicator, name_of: Callable[[str], str]) -> str:
    return f"{value.code} {said(value.title)}"


@_line.register
def _coordinator(value: shapes.Coordinator, name_of: Callable[[str], str]) -> str:
    return f"{said(value.label)}: {', '.join(name_of(role) for role in value.roles)}"


@_line.register
def _consent_time(value: shapes.ConsentTime, name_of: Callable[[str], str]) -> str:
    days = {"usual": value.usual_days, "longest": value.longest_days}
    return _("vanligen %(usual)d dagar, högst %(longest)d") % days


@_line.register
def _meeting_questions(value: shapes.MeetingQuestions, name_of: Callable[[str], str]) -> str:
    asked = " ".join(said(one.label) for one in value.asked if one.valid_to is None)
    return _("%(asked)s Går att besvara i %(n)d dagar.") % {"asked": asked, "n": value.answer_days}


@_line.register
def _group_survey(value: shapes.GroupSurvey, name_of: Callable[[str], str]) -> str:
    kinds = ", ".join(said(name_of(kind)) for kind in value.forums)
    asked = " ".join(said(one.label) for one in value.asked if one.valid_to is None)
    words = {"label": said(value.label), "kinds": kinds, "steps": value.steps, "asked": asked}
    return _("%(label)s (%(kinds)s, 1–%(steps)d): %(asked)s") % words


@_line.register
def _scale(value: shapes.Scale, name_of: Callable[[str], str]) -> str:
    return f"{value.low}–{value.high}"


@_line.register
def _section(value: shapes.Section, name_of: Callable[[str], str]) -> str:
    return said(value.heading)


@_line.register
def _unit_kind(value: shapes.UnitKind, name_of: Callable[[str], str]) -> str:
    return f"{name_of(value.unit_type)}: {ages(value.age_from, value.age_to)}"


@_line.register
def _look(value: shapes.Look, name_of: Callable[[str], str]) -> str:
    return ", ".join(vars(value).values())


@_line.register
def _law(value: shapes.Law, name_of: Callable[[str], str]) -> str:
    place = [f"{value.chapter} kap." if value.chapter else "", f"{value.section} §" if value.section else ""]
    return f"{said(value.label)}: {' '.join(part for part in [*place, value.act] if part)}"


@_line.register
def _keeping(value: shapes.Keeping, name_of: Callable[[str], str]) -> str:
    lengths = {
        "years": _("%(n)s år efter den sista anteckningen"),
        "age": _("tills barnet är %(n)s år"),
        "never": _("gallras inte"),
    }
    days = _("från %(day)s") % {"day": value.valid_from}
    last = f" {_('till %(day)s') % {'day': value.valid_to}}" if value.valid_to else ""
    kept = lengths[value.keeps] % {"n": value.amount}
    return f"{said(value.label)}, {_name(value.principal_kind, name_of).lower()}: {kept} ({days}{last})"


@_line.register
def _deciders(value: shapes.RoutineDeciders, name_of: Callable[[str], str]) -> str:
    adapted = f"; {_('anpassas av')} {name_of(value.adapted_by)}" if value.adapted_by else ""
    return f"{name_of(value.decided_by)}{adapted}"


def ages(first: int | None, last: int | None) -> str:
    """«6–19 år», both included."""
    if first is None and last is None:
        return _("Alla åldrar")
    if last is None:
        return _("Från %(first)s år") % {"first": first}
    if first is None:
        return _("Till och med %(last)s år") % {"last": last}
    return _("%(first)s–%(last)s år") % {"first": first, "last": last}
