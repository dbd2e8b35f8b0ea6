"""What the transfer's page shows, and the section on the child's page. [design: record]"""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks, side_by_side
from core.ui import badges, dates
from core.ui.registry import Who
from sip.cases.models import ChildCase, ConcernedUnit, Participation
from sip.cases.page import log_of
from sip.cases.policies import visible_identities
from sip.children.models import Child
from sip.children.policies import can_register_child, is_expected_no_longer
from sip.consent.models import Consent
from sip.consent.policies import can_record_consent, can_withdraw_consent
from sip.consent.rows import consent_panel
from sip.consent.states import ConsentStatus, Purpose
from sip.disclosures.models import Contribution, Disclosure
from sip.disclosures.policies import visible_disclosures, visible_filed_pieces
from sip.disclosures.rows import shared_by, shared_rows
from sip.first_line.models import FirstLineAsk
from sip.first_line.policies import can_answer
from sip.first_line.rows import ask_facts
from sip.placements.models import PlacementNotice
from sip.placements.states import EXAMS
from sip.placements.telling_page import notice_words
from sip.transfers import policies
from sip.transfers.models import Transfer
from sip.transfers.states import TransferStatus

VERBS = {"record_consent": can_record_consent, "withdraw_consent": can_withdraw_consent}


def transfer_page(acting: Acting, transfer: Transfer) -> dict:
    """Everything the page shows to this reader. `transfer` comes with its relations asked."""
    verbs = {name for name, may in VERBS.items() if may(acting, transfer)}
    [beside], [consent], [log] = side_by_side(
        _beside(acting, transfer), consent_panel(acting, transfer, verbs), log_of(acting, transfer.pk)
    )
    is_own = policies.has_started(acting, transfer)
    lives = consent["is_given"]
    on_law = not consent["consents"] and any(one.sent_on for one in beside["notices"].values())
    if on_law:
        consent["may_record"] = False
        verbs.discard("record_consent")
    return {
        "transfer": transfer,
        "code": transfer.case.code,
        "lead": _lead(transfer, beside, is_own=is_own, lives=lives),
        "facts": _facts(transfer, beside),
        "is_own": is_own,
        "has_identity": beside["has_identity"],
        "own": beside["own"],
        "given": shared_rows(beside["given"]),
        "received": beside["received"],
        "consent": consent,
        "on_law": is_own and on_law,
        "people": _people(beside["receivers"], consent["covered"], beside["notices"]),
        "buttons": _buttons(acting, transfer, verbs, beside, is_own=is_own, lives=lives),
        "who": _who(transfer, is_own=is_own),
        "log": log,
    }


def _beside(acting: Acting, transfer: Transfer) -> Iterator[Asks | dict]:
    """Names of the units, the pieces, what has been given, who receives, whether the name may be shown."""
    own = {"case_id": OuterRef("pk")}
    child = Subquery(ChildCase.objects.filter(**own).values("child_id")[:1])
    identity = visible_identities(acting).filter(pk=OuterRef("pk"))
    found = Transfer.objects.filter(pk=transfer.pk).values("pk")
    before = Consent.objects.filter(**own, purpose=Purpose.UNBORN, status=ConsentStatus.EXPIRED)
    born = ChildCase.objects.filter(**own, child__birth_date__isnull=False)
    asks_anew = Exists(before) & Exists(born)
    found = found.annotate(own_child=child, has_identity=Exists(identity), asks_anew=asks_anew)
    units = ConcernedUnit.objects.filter(case_id=transfer.pk).select_related("unit").order_by("unit__name")
    pieces = transfer.case.contributions.filter(unit_id=acting.unit_id).select_related("written_by__person")
    pieces = pieces.order_by("kind", "-version")
    given = shared_by(acting).filter(case_id=transfer.pk)
    got = visible_disclosures(acting).filter(case_id=transfer.pk).select_related("contribution__unit")
    got = got.order_by("-created_at")
    receivers = policies.receivers(transfer)
    notices = PlacementNotice.objects.filter(case_id=transfer.pk).select_related("taken_by__person")
    own_copies = visible_filed_pieces(acting).filter(case_id=transfer.pk, child__isnull=False)
    asks = FirstLineAsk.objects.filter(case_id=transfer.pk).select_related("receiving_unit", "answered_by__person")
    yield Asks(found, units, pieces, given, got, receivers, notices, own_copies, asks)
    yield {
        **found[0],
        "units": [row.unit.name for row in units],
        "own": [_written(piece) for piece in pieces],
        "given": given,
        "received": [
            {"term": str(one.contribution.get_kind_display()), "text": one.contribution.text, "detail": _from(one)}
            for one in got
        ],
        "receivers": receivers,
        "notices": {one.receiving_unit_id: one for one in notices},
        "ask": next(iter(asks), None),
        "filed_child": next((copy.child_id for copy in own_copies), None),
    }


def _written(piece: Contribution) -> dict:
    who = {"who": piece.written_by.person, "day": dates.day(piece.created_at)}
    term = _("%(kind)s, version %(version)d") % {"kind": piece.get_kind_display(), "version": piece.version}
    return {"term": term, "text": piece.text, "detail": _("Skrivet av %(who)s %(day)s") % who}


def _from(one: Disclosure) -> str:
    words = {"unit": one.contribution.unit.name, "day": dates.day(one.created_at)}
    text = _("Från %(unit)s %(day)s.") % words
    return f"{text} {_('Det här får inte delas')}: {one.exceptions}" if one.exceptions else text


def _lead(transfer: Transfer, beside: dict, *, is_own: bool, lives: bool) -> str:
    if transfer.status == TransferStatus.STOPPED:
        return _("Samtycket är återkallat. Inget mer lämnas ut, och mottagarna ser inte längre uppgifterna här.")
    if not transfer.is_open:
        return _("Lämnandet av uppgifter är avslutat.")
    if not is_own:
        return _("En annan verksamhet har lämnat uppgifter om ett barn till er. Ta emot dem, så har ni en egen kopia.")
    if beside["asks_anew"] and not lives:
        return _("Barnet är fött, och det som samtycktes före födelsen gäller inte längre. Fråga om ett nytt samtycke.")
    if lives or list(beside["given"]):
        return _("Uppgifterna är lämnade till dem som samtycket eller en grund i lag gäller.")
    return _("Nästa steg är att fråga familjen. Ingen annan verksamhet ser något innan familjen har samtyckt.")


def _facts(transfer: Transfer, beside: dict) -> list[dict]:
    notice = next(iter(beside["notices"].values()), None)
    facts = [{"term": _("Besked"), "text": str(notice.get_kind_display()), "strong": True}] if notice else []
    facts += ask_facts(beside["ask"])
    facts += [
        {"term": _("Från"), "text": transfer.starting_unit.name},
        {"term": _("Till"), "text": ", ".join(beside["units"])},
        {"term": _("Behovet uppmärksammades"), "text": dates.day(transfer.need_noticed_on)},
        {"term": _("Påbörjades"), "text": dates.day(transfer.started_on)},
    ]
    if transfer.ended_on:
        facts.append({"term": _("Avslutades"), "text": dates.day(transfer.ended_on)})
    if beside["own_child"]:
        page = reverse("sip:child_detail", args=[beside["own_child"]])
        facts.append({"term": _("Barnet"), "text": _("Barnets sida hos er"), "url": page})
    return facts


def _buttons(acting: Acting, transfer: Transfer, verbs: set[str], beside: dict, *, is_own: bool, lives: bool) -> dict:
    """What comes next first: the family's answer; at the receiver to take it in, and then what was asked for."""
    asks = _button(_("Registrera samtycke"), "transfer_consent", transfer)
    pieces = _button(_("Underlag") if is_own else _("Ta emot uppgifterna"), "pieces", transfer)
    more = []
    if policies.can_name_receiver(acting, transfer):
        more.append(_button(_("Utse vem som tar hand om uppgifterna"), "transfer_receiver", transfer))
    if (child := beside["filed_child"]) and any(one.kind in EXAMS for one in beside["notices"].values()):
        url = f"{reverse('sip:transfer_start', args=[child])}?till={transfer.starting_unit_id}"
        more.insert(0, {"label": _("Lämna utlåtandet"), "url": url})
    if policies.can_close_transfer(acting, transfer):
        more.append(_button(_("Avsluta lämnandet av uppgifter"), "transfer_close", transfer))
    if beside["ask"] and can_answer(acting, beside["ask"]):
        answer = _button(_("Svara på begäran om SIP"), "first_line_answer", transfer)
        return {"next": answer, "more": [pieces, *more]}
    if "record_consent" in verbs and not lives:
        return {"next": asks, "more": [pieces, *more]}
    return {"next": pieces, "more": more}


def _button(label: str, page: str, transfer: Transfer) -> dict:
    return {"label": label, "url": reverse(f"sip:{page}", args=[transfer.pk])}


def _people(receivers: Iterable[Participation], covered: dict | None, notices: dict) -> list[dict]:
    """Each unit with who of it takes care of it, and of a notice who took it in; whether a consent covers it is said
    where one may know.
    """
    lines: dict = {}
    for row in receivers:
        line = lines.setdefault(row.unit_id, {"name": row.unit.name, "detail": _("Enhetens chefer"), "answer": ""})
        if row.assignment:
            line["detail"] += f", {row.assignment.person}"
        if covered is not None and row.unit_id in covered:
            line["answer"] = _("Till och med %(day)s") % {"day": dates.day(covered[row.unit_id])}
    for unit_id, notice in notices.items():
        if unit_id in lines and (words := notice_words(notice)):
            lines[unit_id]["detail"] += f". {words}"
    return [*lines.values()]


def _who(transfer: Transfer, *, is_own: bool) -> list[Who]:
    starter = _("Du och %(unit)s") if is_own else "%(unit)s"
    return [
        Who(starter % {"unit": transfer.starting_unit.name}, _("Den som skrev uppgifterna, och enhetens chefer.")),
        Who(
            _("De verksamheter som samtycket gäller"),
            _("Enhetens chefer, och den de utser. Så länge samtycket gäller: återkallas det ser de inget mer här."),
        ),
        Who(
            _("Den som har fått uppgifter med stöd av lag"),
            _("Läser det som har lämnats till dem, och inget annat om barnet. Samtycket ser de inte."),
        ),
        Who(
            _("Logggranskare"),
            _("Hos huvudmannen som ansvarar för barnet. Ser vem som har läst och när, aldrig vad som står."),
        ),
        Who(
            _("Alla andra"),
            _("Grupper, sekretariat, politiker och administratörer ser inget av det här."),
            sees=False,
        ),
    ]


def transfer_row(transfer: Transfer) -> dict:
    return {
        "title": transfer.case.code,
        "url": transfer.get_absolute_url(),
        "detail": _("Från %(unit)s, påbörjat %(day)s")
        % {"unit": transfer.starting_unit.name, "day": dates.day(transfer.started_on)},
        "badge": str(transfer.get_status_display()),
        "badge_is": badges.MEANINGS.get(transfer.status, ""),
    }


def child_section(acting: Acting, child: Child) -> Iterator[Asks | dict]:
    """What the own unit has passed on about a child that one works with."""
    found = policies.visible_transfers(acting).filter(case__own_children__child=child)
    found = found.select_related("case", "starting_unit").order_by("-started_on", "case_id")
    yield Asks(found)
    section = {
        "title": _("Uppgifter till andra verksamheter"),
        "key": "uppgifter-till-andra",
        "rows": [transfer_row(one) for one in found],
        "empty": _("Inga uppgifter har lämnats utan plan eller individforum."),
    }
    if can_register_child(acting) and not is_expected_no_longer(child):
        url = reverse("sip:transfer_start", args=[child.pk])
        section |= {"url": url, "label": _("Lämna uppgifter till andra")}
    yield section
