"""What each position leads to: the next step stands as a button on the need's page. [F72, P-08, P-13]"""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from sip.children.choices import Position
from sip.needs import policies
from sip.needs.models import NeedAssessment
from sip.plans.policies import can_start_plan
from sip.transfers.policies import can_start_transfer


def next_step(acting: Acting, need: NeedAssessment, *, is_told: bool) -> dict | None:
    """What to do next and its button; None where nothing follows. {text, url, label, also {url, label}, with_sheets,
    is_done}

    Informing and cooperating start with the family: only its yes, or the law, lets another unit know. [P-13, CS-11]
    `is_told`: that it was informed is noted.
    """
    if need.position == Position.INFORM and policies.can_note_information(acting, need):
        return _inform(need, is_told=is_told)
    if need.position == Position.COOPERATE:
        return {
            "text": _(
                "Fråga barnet och vårdnadshavarna om de vill att ni samarbetar. Bestäm sedan vem som gör vad. "
                "Uppgifter om barnet delas bara om familjen samtycker eller om lagen tillåter det."
            ),
            "url": reverse("sip:checklist", args=[need.child_id]),
            "label": _("Fortsätt med de sex stegen"),
            "also": _to_transfer(acting, need),
            "with_sheets": True,
        }
    if need.position == Position.SIP and (need.is_answered or can_start_plan(acting, need.child)):
        return _answered(acting, need) if need.is_answered else _sip(acting, need)
    if need.position == Position.FORUM:
        return {
            "text": _("Behovet är lyft till individforum. Den som deltar i ärendet hittar det på barnets sida."),
            "url": reverse("sip:child_detail", args=[need.child_id]),
            "label": _("Till barnets sida"),
        }
    return None


def _inform(need: NeedAssessment, *, is_told: bool) -> dict:
    known_by_others = _(
        "En annan verksamhet får uppgifter om barnet bara om familjen samtycker eller om lagen tillåter det."
    )
    first = _("Familjen har fått information.") if is_told else _("Berätta för barnet och vårdnadshavarna först.")
    label = _("Notera mer information") if is_told else _("Notera att familjen har fått information")
    return {
        "text": f"{first} {known_by_others}",
        "url": reverse("sip:need_inform", args=[need.pk]),
        "label": label,
        "with_sheets": True,
        "is_done": is_told,
    }


def _sip(acting: Acting, need: NeedAssessment) -> dict:
    """The family is asked; unless another plan holds all that a SIP would. [P-37]"""
    instead = {"url": reverse("sip:need_instead", args=[need.pk]), "label": _("En annan plan räcker")}
    return {
        "text": _("Fråga barnet och vårdnadshavarna om de vill ha en SIP."),
        "url": reverse("sip:plan_start_step", args=[need.child_id, "initiativ"]),
        "label": _("Starta en SIP"),
        "also": instead if policies.can_answer_with_plan(acting, need) else None,
        "with_sheets": True,
    }


def _answered(acting: Acting, need: NeedAssessment) -> dict:
    """The plan is its unit's to read; others of the principal are told that one is enough."""
    day = dates.day(need.instead_on)
    if need.unit_id != acting.unit_id:
        return {
            "text": _("Ingen SIP behövs nu. En annan plan har allt som krävs. Noterat %(day)s.") % {"day": day},
            "url": reverse("sip:child_detail", args=[need.child_id]),
            "label": _("Till barnets sida"),
            "is_done": True,
        }
    said = {"kind": need.instead.get_kind_display(), "day": day}
    return {
        "text": _("Ingen SIP behövs nu. En annan plan har allt som krävs: %(kind)s. Noterat %(day)s.") % said,
        "url": reverse("sip:other_plan", args=[need.instead_id]),
        "label": _("Öppna planen"),
        "is_done": True,
    }


def _to_transfer(acting: Acting, need: NeedAssessment) -> dict | None:
    """Where another unit should know: what is to be said is written, then the family is asked. [P-13, CS-02]"""
    if not can_start_transfer(acting, need.child):
        return None
    url = reverse("sip:transfer_start", args=[need.child_id])
    return {"url": url, "label": _("Begär samtycke till att lämna uppgifter")}
