"""What the pages show of needs and steps, ready-made."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from sip.children.models import Child
from sip.children.policies import is_expected_no_longer
from sip.family.presenting import SHEETS
from sip.needs import policies
from sip.needs.choices import INQUIRY_WORDS, STEP_WORDS, InquiryStep, Step, StepAnswer, ToldTo
from sip.needs.models import DIMENSIONS, ChecklistStep, ConcernNote, InformationGiven, NeedAssessment


def need_event(need: NeedAssessment, *, with_unit: bool) -> dict:
    """One need among the child's. Of a protected child no unit stands in a list. [facts 9.33]"""
    return {
        "at": dates.day(need.noticed_on),
        "iso": need.noticed_on.isoformat(),
        "title": str(need.get_position_display()),
        "detail": f"{need.unit.name}. {need.need}" if with_unit else need.need,
        "url": reverse("sip:need_detail", args=[need.pk]),
    }


def need_facts(need: NeedAssessment, given: Iterable[InformationGiven]) -> list[dict]:
    facts = [
        {"term": _("Ställningstagande"), "text": str(need.get_position_display()), "strong": True},
        {"term": _("Skälet"), "text": need.reason},
        {"term": _("Vad barnet behöver"), "text": need.need},
        *({"term": _label(name), "text": getattr(need, name)} for name in DIMENSIONS),
        {"term": _("Det här har prövats"), "text": need.tried},
        _listed(_("Det här finns"), _signs(need)),
        _listed(_("Familjen har fått information"), [_given(one) for one in given]),
        {"term": _label("instead_on"), "text": dates.day(need.instead_on) if need.instead_on else ""},
        {"term": _("Noterat av"), "text": f"{need.assessed_by.person}, {need.unit.name}"},
    ]
    return [fact for fact in facts if fact["text"]]


def _listed(term: str, lines: list[str]) -> dict:
    """Each on a line of its own, the first beside the term."""
    return {"term": term, "text": lines[0] if lines else "", "lines": lines[1:]}


def _given(one: InformationGiven) -> str:
    """Told in words: the day, whom, by whom; then the sheets, if there were any."""
    whom = ", ".join(str(ToldTo(key).label) for key in one.told_to)
    said = {"day": dates.day(one.given_on), "whom": whom, "person": one.given_by.person}
    told = _("%(day)s. %(whom)s. Noterat av %(person)s.") % said
    return " ".join([told, *(f"{SHEETS[slug].label}." for slug in one.sheets)])


def _label(name: str) -> str:
    return str(NeedAssessment._meta.get_field(name).verbose_name)


def _signs(need: NeedAssessment) -> list[str]:
    labels = dict(NeedAssessment._meta.get_field("signs").base_field.choices)
    return [str(labels[sign]) for sign in need.signs]


def checklist(child: Child, done: Iterable[ChecklistStep]) -> dict:
    """The six steps with the last that was said of each; which comes next, while anything does. [P-08]"""
    last = {key: one for key, one in _last(done).items() if key in Step.values}
    is_over = is_expected_no_longer(child)
    tasks = [_task(child, step, last.get(step), is_over=is_over) for step in Step]
    following = None if is_over else next((step for step in Step if step not in last), None)
    return {
        "tasks": tasks,
        "count": len(last),
        "is_over": is_over,
        "next": following and str(following.label),
        "next_url": following and reverse("sip:checklist_step", args=[child.pk, following.value]),
    }


def _task(child: Child, step: Step, done: ChecklistStep | None, *, is_over: bool) -> dict:
    url = "" if is_over else reverse("sip:checklist_step", args=[child.pk, step.value])
    if done is None:
        return {"title": str(step.label), "url": url, "detail": str(STEP_WORDS[step]), "badge": _("Återstår")}
    said = {"detail": _what_and_who(done), "badge": _("Gjort"), "badge_is": "ok"}
    return {"title": str(step.label), "url": url, **said}


def _what_and_who(one: ChecklistStep) -> str:
    who = _("%(day)s, %(person)s") % {"day": dates.day(one.done_on), "person": one.done_by.person}
    return f"{one.note} ({who})" if one.note else who


def _last(answered: Iterable[ChecklistStep]) -> dict[str, ChecklistStep]:
    return {one.step: one for one in sorted(answered, key=lambda one: one.created_at)}


STATES = {StepAnswer.DONE: "ok", StepAnswer.NOT_DONE: "soon", StepAnswer.NOT_RELEVANT: ""}


def inquiry(acting: Acting, child: Child, answered: Iterable[ChecklistStep]) -> list[dict]:
    """The steps of the reader's kind of unit, and what else has been answered; with a way on for who may. [F91]"""
    last = {key: one for key, one in _last(answered).items() if key in InquiryStep.values}
    own = [] if is_expected_no_longer(child) else policies.inquiry_steps(acting)
    shown = [step for step in InquiryStep if step in own or step in last]
    return [_inquiry_task(child, step, last.get(step), is_own=step in own) for step in shown]


def _inquiry_task(child: Child, step: InquiryStep, one: ChecklistStep | None, *, is_own: bool) -> dict:
    task = {"title": str(step.label), "detail": str(INQUIRY_WORDS[step]), "badge": _("Återstår")}
    if is_own:
        task["url"] = reverse("sip:inquiry_step", args=[child.pk, step.value])
    if one is None:
        return task
    answer = StepAnswer(one.answer)
    return task | {"detail": _what_and_who(one), "badge": str(answer.label), "badge_is": STATES[answer]}


def inquiry_section(acting: Acting, child: Child, answered: Iterable[ChecklistStep]) -> dict | None:
    """On the child's page, for those who teach it or where something has been answered. {text, url}"""
    tasks = inquiry(acting, child, answered)
    if not tasks:
        return None
    left = sum("badge_is" not in task or task["badge_is"] == "soon" for task in tasks)
    said = {"count": left, "of": len(tasks)}
    text = _("%(count)s av %(of)s delar återstår.") % said if left else _("Alla delar är besvarade.")
    return {"text": text, "url": reverse("sip:inquiry", args=[child.pk])}


def own_report(notes: Iterable[ConcernNote]) -> str:
    """What the reader has noted of one's own report; empty when nothing."""
    last = max(notes, key=lambda note: (note.reported_on, note.created_at), default=None)
    if last is None:
        return ""
    return _("Du har noterat att du själv anmälde %(day)s. Bara du ser det.") % {"day": dates.day(last.reported_on)}
