"""The case's page: one filled button for the step that comes next, the rest under «Mer». [design: record]"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sip.cases.models import ForumCase
from sip.cases.states import ForumCaseStatus
from sip.individual_forum.rows import newest_standing


@dataclass(frozen=True)
class Button:
    label: str
    url: str


def case_buttons(case: ForumCase, verbs: set[str], *, sittings: list[dict], has_consent: bool, all_done: bool) -> dict:
    """`next` is one button or None, `more` the others that this reader may use now.

    `sittings` newest first as `occasion_sections` makes them; `all_done` when every decision is followed up.
    """
    offered = [*_sitting(case, verbs, sittings), *_case(case, verbs, has_consent=has_consent, all_done=all_done)]
    first = next((button for button, comes_next in offered if comes_next), None)
    return {"next": first, "more": [button for button, _next in offered if button is not first]}


def _sitting(case: ForumCase, verbs: set[str], sittings: list[dict]) -> list[tuple[Button, bool]]:
    """Answer, call, attendance, minutes, outcome; with whether it may be the next step."""
    newest = newest_standing(sittings)
    found = []
    if newest.get("answer_url"):
        found.append((Button(_("Svara på kallelsen"), newest["answer_url"]), newest["is_unanswered"]))
    if "hold" in verbs and "call" not in verbs and newest.get("has_begun"):
        found.append((Button(_("Notera närvaro"), _url("case_hold", case)), True))
    if "conclude" in verbs:
        if newest.get("is_drafted"):
            found.append((Button(_minutes_label(newest), newest["minutes_url"]), True))
        else:
            found.append((Button(_("Ange utfallet"), _url("case_conclude", case)), True))
    if "call" in verbs:
        label = _("Kalla till nytt möte") if sittings else _("Kalla till möte")
        found.append((Button(label, _url("case_call", case)), True))
    return [*found, *_changes(case, verbs, has_begun=newest.get("has_begun", False))]


def _minutes_label(sitting: dict) -> str:
    if sitting["is_to_approve"]:
        return _("Läs och godkänn protokollet")
    return _("Öppna protokollet") if sitting["waits_for_another"] else _("Skriv protokollet")


def _changes(case: ForumCase, verbs: set[str], *, has_begun: bool) -> list[tuple[Button, bool]]:
    """What may become of a sitting that is called, and who else is concerned: never the next step."""
    rows = [
        ("change_sitting" in verbs, _("Flytta mötet"), "sitting_move"),
        ("change_sitting" in verbs and not has_begun, _("Kalla fler"), "sitting_widen"),
        ("cancel_sitting" in verbs, _("Ställ in mötet"), "sitting_cancel"),
        ("name_units" in verbs, _("Lägg till en verksamhet"), "case_units"),
    ]
    return [(Button(label, _url(name, case)), False) for may, label, name in rows if may]


def _case(case: ForumCase, verbs: set[str], *, has_consent: bool, all_done: bool) -> list[tuple[Button, bool]]:
    """The verbs on the case itself."""
    waits_for_consent = not has_consent and case.status == ForumCaseStatus.RAISED
    rows = [
        ("escalate", _("Lyft till berörda chefer"), "case_escalate", True),
        ("decide", _("Besluta"), "case_decide", True),
        ("receive", _("Ta emot beslutet"), "case_receive", True),
        ("close", _("Avsluta ärendet"), "case_close", all_done),
        ("record_consent", _("Registrera samtycke"), "consent_record", waits_for_consent),
        ("forward_principle", _("Skicka principfrågan vidare"), "case_forward", False),
        ("enquire", _("Fråga om tider"), "time_enquiry", False),
        ("correct_noticed", _("Rätta dagen för behovet"), "case_noticed", False),
        ("return", _("Lämna tillbaka ärendet"), "case_return", False),
        ("withdraw", _("Ta ärendet ur forumet"), "case_withdraw", False),
    ]
    return [(Button(label, _url(name, case)), comes_next) for verb, label, name, comes_next in rows if verb in verbs]


def _url(name: str, case: ForumCase) -> str:
    return reverse(f"sip:{name}", args=[case.pk])
