"""What the placement's page shows: steps, clocks, examinations, checklists, days of age. [F94-F99]"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, together
from core.obligations.faces import face
from core.obligations.models import Obligation
from core.ui import badges, dates
from core.ui.clocks import ClockFace
from core.ui.questions import buttons
from sip.children.ages import birthday
from sip.children.policies import is_expected_no_longer
from sip.placements import deadlines, states
from sip.placements.checklist import STEPS
from sip.placements.models import HealthExam, Placement, PlacementStep
from sip.placements.policies import (
    can_register_placement,
    visible_placements,
    visible_residences,
    works_with_placements,
)
from sip.placements.questions import QUESTIONS
from sip.placements.states import Act, Phase, Receiver
from sip.placements.telling_page import notice_row, notices_of, to_tell

SLUGS = {Phase.BEFORE: "fore", Phase.DURING: "under", Phase.RE_PLACEMENT: "omplacering", Phase.END: "avslut"}
CODES = ("DL-02", "DL-03", "DL-37", "DL-41")  # the notice about a secret residence stands on a page of its own


def placement_page(acting: Acting, placement: Placement) -> dict:
    """Everything the page shows to this reader, in one statement."""
    today = clock.today()
    exams = placement.exams.order_by("-receiver")
    steps = placement.steps.filter(done_on__isnull=False)
    residences = visible_residences(acting).filter(placement=placement).order_by("-created_at")
    notices = notices_of(acting, placement)
    of_exams = HealthExam.objects.filter(placement=placement.pk).values("pk")
    clocks = Obligation.objects.filter(Q(subject_id=placement.pk) | Q(subject_id__in=of_exams), code__in=CODES)
    clocks = clocks.select_related("rule").with_events().order_by("due_on", "code")
    together(exams, steps, residences, clocks, notices)
    return {
        "placement": placement,
        "child": placement.child,
        "lead": _lead(placement),
        "steps": step_line(placement),
        "facts": _facts(placement),
        "buttons": _buttons(acting, placement),
        "no_cost_claim": deadlines.owes_no_cost_claim(placement),
        "is_flagged": deadlines.applied_before_exam(placement),
        "exams": [_exam_row(exam) for exam in exams],
        "board_exam": _board_exam(placement),
        "checklists": _checklists(placement, steps),
        "residences": [_residence_row(one.pk, one.ended_on) for one in residences],
        "notices": [notice_row(notice) for notice in notices],
        "to_tell": to_tell(acting, placement, next(iter(residences), None)),
        "clocks": [_face(row, exams, today) for row in clocks if row.due_on],
        "ages": _ages(placement),
    }


def _face(row: Obligation, exams: Iterable[HealthExam], today: date) -> ClockFace:
    """Under the rule's words; a request's under its receiver, of which there are two."""
    exam = next((exam for exam in exams if exam.pk == row.subject_id), None)
    drawn = face(row, today)
    return replace(drawn, title=request_of(exam)) if exam else drawn


def request_of(exam: HealthExam) -> str:
    return _("Begäran till %(receiver)s") % {"receiver": str(exam.get_receiver_display()).lower()}


def _lead(placement: Placement) -> str:
    if placement.status == states.PlacementStatus.PLANNED:
        return _("Planerad från %(day)s.") % {"day": dates.day(placement.starts_on)}
    if placement.status == states.PlacementStatus.ENDED:
        return _("Avslutad %(day)s.") % {"day": dates.day(placement.ended_on)}
    return _("Pågår sedan %(day)s.") % {"day": dates.day(placement.starts_on)}


def step_line(placement: Placement) -> list[dict]:
    """Done, now, next; of one that has ended what was done. Joint planning only after an acute placement."""
    begun = placement.starts_on if placement.status != states.PlacementStatus.PLANNED else None
    line = [(_("Beslutad"), placement.decided_on, "")]
    if placement.is_acute:
        line += [
            (_("Inbjudan"), placement.planning_invited_on, _("till gemensam planering")),
            (_("Planering"), placement.planning_met_on, _("parterna möts")),
        ]
    ahead = _("planerat %(day)s") % {"day": dates.day_short(placement.starts_on)}
    end = placement.planned_end_on
    line += [
        (_("Började"), begun, ahead),
        (_("Avslutet planerat"), placement.end_planned_on, _("i god tid")),
        (
            _("Avslutad"),
            placement.ended_on,
            _("planerat %(day)s") % {"day": dates.day_short(end)} if end else _("inte bestämt"),
        ),
    ]
    if placement.ended_on:
        line = [step for step in line if step[1]]
    first_open = next((number for number, (_title, day, _words) in enumerate(line) if day is None), len(line))
    return [
        {
            "title": title,
            "detail": dates.day_short(day) if day else words,
            "state": "done" if day else ("now" if number == first_open and placement.is_open else ""),
        }
        for number, (title, day, words) in enumerate(line)
    ]


def _facts(placement: Placement) -> list[dict]:
    facts = [
        {"term": _("Boendeform"), "text": str(placement.get_form_display())},
        {"term": _("Lag"), "text": str(placement.get_act_display())},
        {"term": _("Placerande kommun"), "text": placement.principal.name, "detail": placement.unit.name},
        {
            "term": _("Beslut"),
            "text": dates.day(placement.decided_on),
            "detail": _("akut placering") if placement.is_acute else "",
        },
        {
            "term": _("Planerat slut"),
            "text": dates.day(placement.planned_end_on) if placement.planned_end_on else _("Inte bestämt"),
        },
        {
            "term": _("Suicidrisk"),
            "text": str(placement.get_suicide_risk_display()),
            "detail": dates.day(placement.suicide_risk_on),
        },
    ]
    if placement.end_reason:
        facts.append({"term": _("Varför den avslutades"), "text": str(placement.get_end_reason_display())})
    if placement.replaces_id:
        url = reverse("sip:placement_detail", args=[placement.replaces_id])
        facts.append({"term": _("Ersätter"), "text": _("Den förra placeringen"), "url": url})
    return facts


def _buttons(acting: Acting, placement: Placement) -> dict:
    """With another placement in its stead, when it has ended."""
    found = buttons(QUESTIONS, acting, placement, "sip:placement_note")
    if placement.status == states.PlacementStatus.ENDED and can_register_placement(acting, placement.child):
        url = reverse("sip:placement_new", args=[placement.child_id, "boende"]) + f"?ersatter={placement.pk}"
        found["more"].append({"label": _("Registrera omplacering"), "url": url})
    return found


def _exam_row(exam: HealthExam) -> dict:
    words, meaning = exam_state(exam)
    return {
        "title": request_of(exam),
        "url": reverse("sip:health_exam", args=[exam.pk]),
        "detail": _exam_detail(exam),
        "badge": words,
        "badge_is": meaning,
    }


def _exam_detail(exam: HealthExam) -> str:
    domains = [(_("psykisk hälsa"), exam.mental_done_on), (_("fysisk hälsa"), exam.physical_done_on)]
    if exam.receiver == Receiver.DENTAL_CARE:
        domains = [(_("tandhälsa"), exam.oral_done_on)]
    parts = [f"{name}: {dates.day_short(day) if day else _('inte undersökt än')}" for name, day in domains]
    return capfirst(", ".join(parts))


def exam_state(exam: HealthExam) -> tuple[str, str]:
    """In words, and what it means for the eye."""
    if exam.statement_on:
        return _("Utlåtandet har kommit"), "ok"
    if exam.equivalence == states.Equivalence.EXISTS:
        return _("Likvärdig undersökning finns"), "ok"
    if exam.requested_on:
        return _("Begärd %(day)s") % {"day": dates.day_short(exam.requested_on)}, "now"
    return _("Inte begärd"), "soon"


def _board_exam(placement: Placement) -> list[dict]:
    """The medical examination under LVU, and the asylum examination beside it. [P-64]"""
    lines = []
    if placement.act == Act.LVU:
        lines = [
            (_("Nämndens beslut om läkarundersökning"), placement.exam_decided_on),
            (_("Läkarundersökningen gjord"), placement.exam_done_on),
            (_("Ansökan om vård"), placement.application_on),
        ]
    facts = [{"term": term, "text": dates.day(day) if day else _("Inte noterat")} for term, day in lines]
    asylum = {"term": _("Undersökning för asylsökande"), "text": str(placement.get_asylum_exam_display())}
    if placement.asylum_exam_on:
        asylum["detail"] = dates.day(placement.asylum_exam_on)
    return [*facts, asylum]


def _checklists(placement: Placement, steps: Iterable[PlacementStep]) -> list[dict]:
    done: dict[str, int] = {}
    for step in steps:
        done[step.phase] = done.get(step.phase, 0) + 1
    phases = [phase for phase in Phase if phase != Phase.RE_PLACEMENT or placement.replaces_id]
    rows = []
    for phase in phases:
        number, of = done.get(phase, 0), len(STEPS[phase])
        rows.append(
            {
                "title": str(phase.label),
                "url": reverse("sip:placement_steps", args=[placement.pk, SLUGS[phase]]),
                "badge": _("%(number)d av %(of)d klart") % {"number": number, "of": of},
                "badge_is": "ok" if number == of else "",
            }
        )
    return rows


def _residence_row(pk: object, ended_on: date | None) -> dict:
    """That there is one, and the way to its own page; nothing of where."""
    return {
        "title": _("Vistelseorten har varit skyddad") if ended_on else _("Vistelseorten är skyddad"),
        "url": reverse("sip:residence", args=[pk]),
        "badge": _("Skyddad") if ended_on is None else _("Avslutad"),
        "badge_is": "late" if ended_on is None else "stopped",
    }


def _ages(placement: Placement) -> list[dict]:
    """What the birthdays mean: an own consent question from 15, the limits of LVU, the ceiling at 21. [DL-44]"""
    born = placement.child.birth_date
    if born is None:
        return []
    lines = [(15, _("Den unga tillfrågas själv om samtycke")), (18, _("Myndig. Vårdnadshavarnas samtycken upphör"))]
    if placement.act == Act.LVU:
        lines.append((18, _("LVU på grund av hemmet (2 §) upphör")))
        lines.append((21, _("LVU på grund av eget beteende (3 §) upphör")))
    lines.append((21, _("Åldersgränsen för placerade barn")))
    days = [(birthday(born, years), words) for years, words in lines]
    return [{"at": dates.day(day), "title": words, "iso": day.isoformat()} for day, words in days]


def placement_row(placement: Placement) -> dict:
    """A line of a list: the code and where it stands."""
    return {
        "title": _("Placering %(code)s") % {"code": placement.code},
        "url": reverse("sip:placement_detail", args=[placement.pk]),
        "detail": f"{placement.get_form_display()}, {_lead(placement)[:1].lower()}{_lead(placement)[1:]}",
        "badge": str(placement.get_status_display()),
        "badge_is": badges.MEANINGS.get(placement.status, ""),
    }


def child_section(acting: Acting, child) -> Iterator[Asks | dict]:
    """The placements on the child's page; nothing to those whose unit places no child."""
    if not works_with_placements(acting):
        return
    found = visible_placements(acting).filter(child=child).order_by("-starts_on", "-created_at")
    yield Asks(found)
    section = {
        "title": _("Placeringar"),
        "key": "placeringar",
        "rows": [placement_row(one) for one in found],
        "empty": _("Ingen placering är registrerad."),
    }
    if not is_expected_no_longer(child):
        url = reverse("sip:placement_new", args=[child.pk, "boende"])
        section |= {"url": url, "label": _("Registrera placering")}
    yield section
