"""The case's page put together: each part asks its own policy. [design: record]"""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.core import signing
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, Asks, side_by_side
from core.audit.queries import case_log_rows, log_lines
from core.ui import dates
from core.ui.registry import Who, case_links
from sip.cases import policies, rows, states
from sip.cases.buttons import case_buttons
from sip.cases.clock_panel import forum_clock
from sip.cases.models import CaseDeviation, ConcernedUnit, ForumCase
from sip.cases.verbs import case_verbs
from sip.consent.rows import consent_panel
from sip.disclosures.models import Contribution
from sip.individual_forum.rows import occasion_sections

DEVIATION_SALT = "sip.case.deviation"


def case_page(acting: Acting, case: ForumCase) -> dict:
    """Everything the case's page shows to this reader."""
    verbs = case_verbs(acting, case)
    today = clock.today()
    [[beside], [sittings], [consent], [decisions], [pieces], [clock_face], [who], [log]] = side_by_side(
        _beside(acting, case),
        occasion_sections(acting, case),
        consent_panel(acting, case, verbs),
        rows.decision_rows(case, acting, "follow_up" in verbs),
        _pieces(case),
        forum_clock(case.pk, today),
        who_may_see(case),
        _log(acting, case),
    )
    return {
        "case": case,
        "code": case.case.code,
        "lead": rows.lead(case, today, consent),
        "steps": rows.step_line(case),
        "facts": _facts(case, beside["units"]),
        "pieces": pieces,
        "buttons": case_buttons(
            case,
            verbs,
            sittings=sittings,
            has_consent=consent["is_given"],
            all_done=all(decision["is_done"] for decision in decisions),
        ),
        "has_identity": beside["has_identity"],
        "clock_face": clock_face,
        "consent": consent,
        "occasions": sittings,
        "decisions": decisions,
        "who": who,
        "deviations": beside["deviations"],
        "links": case_links(acting, case),
        "log": log,
    }


def _beside(acting: Acting, case: ForumCase) -> Iterator[Asks | dict]:
    """Names of the concerned units, codes of deviations, and whether the child's name may be shown."""
    own = {"case_id": OuterRef("pk")}
    units = ConcernedUnit.objects.filter(**own).order_by("unit__name").values("unit__name")
    codes = CaseDeviation.objects.filter(**own).order_by("created_at").values("code")
    identity = policies.visible_identities(acting).filter(pk=OuterRef("pk"))
    found = ForumCase.objects.filter(pk=case.pk).values("pk")
    found = found.annotate(units=ArraySubquery(units), deviations=ArraySubquery(codes), has_identity=Exists(identity))
    yield Asks(found)
    yield found[0]


def _log(acting: Acting, case: ForumCase) -> Iterator[Asks | list]:
    """«Vem har läst»; empty for those who may not read it."""
    found = case_log_rows(acting, case.pk)
    yield Asks(found)
    yield log_lines(found)


def _facts(case: ForumCase, units: list[str]) -> list[dict]:
    facts = [
        {"term": _("Frågan"), "text": case.question},
        {"term": _("Varför individforum behövs"), "text": str(case.get_reason_display())},
        {"term": _("Väckt av"), "text": case.raising_unit.name, "detail": dates.day(case.raised_on)},
        {"term": _("Behovet uppmärksammades"), "text": dates.day(case.need_noticed_on)},
        {"term": _("Berörda verksamheter"), "text": "\n".join(units)},
    ]
    if case.is_deidentified:
        facts.append({"term": _("Hantering"), "text": _("Utan uppgift om vem barnet är")})
    return facts


def _pieces(case: ForumCase) -> Iterator[Asks | list[dict]]:
    """The pieces one may read: the own unit's, and what has been disclosed to it."""
    found = Contribution.objects.filter(case_id=case.pk).select_related("unit").order_by("created_at")
    yield Asks(found)
    yield [{"term": str(piece.get_kind_display()), "text": piece.text, "detail": piece.unit.name} for piece in found]


def who_may_see(case: ForumCase) -> Iterator[Asks | list[Who]]:
    """Who can see the case now and why; units and roles, in words. [issue 2.4]"""
    live = case.case.participations.live(clock.now()).select_related("unit").order_by("part", "unit__name")
    managers = case.case.concerned_managers.select_related("assignment__person")
    managers = managers if case.escalated_on else managers.none()
    yield Asks(live, managers)
    lines = [
        Who(
            _("Sammankallande i %(district)s") % {"district": case.district.name},
            _("Så länge ärendet är öppet. Barnets namn bara när samtycke finns."),
            sees=case.is_open,
        )
    ]
    reasons = {
        states.Part.RAISER: _("Väckte ärendet. Handläggaren och enhetens chefer ser det."),
        states.Part.UNIT: _("Deltar i ärendet. Handläggaren och enhetens chefer ser det."),
        states.Part.CALLED: _("Kallad chef, från kallelsen tills mötet är slut."),
        states.Part.SUBSTITUTE: _("Ersättare för kallad chef, tills mötet är slut."),
        states.Part.CASEWORKER: _("Kallad handläggare, tills mötet är slut."),
    }
    seen = set()
    for row in live:
        key = (row.unit_id, row.part)
        if key not in seen:
            seen.add(key)
            lines.append(Who(row.unit.name, reasons[states.Part(row.part)]))
    for manager in managers:
        lines.append(Who(str(manager.assignment.person), _("Berörd chef i styrgruppen, tills ärendet avslutas.")))
    lines.append(
        Who(_("Alla andra"), _("Grupper, sekretariat, politiker och administratörer ser bara antal."), sees=False)
    )
    yield lines


def deviation_url(case: ForumCase) -> str:
    """The way to report a deviation from this case: a sealed word that only this app can open. [P-96]"""
    token = signing.dumps(str(case.pk), salt=DEVIATION_SALT)
    return f"{reverse('deviations:report')}?ursprung={token}"


def record_read(acting: Acting, case: ForumCase, part: str = "case.read") -> None:
    audit.record(part, case, by=acting, case_id=case.pk)
