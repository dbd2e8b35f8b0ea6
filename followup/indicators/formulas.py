"""The indicators that can be counted today: which number, of which whole, by which version of the formula. [I-R6]"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from followup.indicators.formula import Formula
from followup.indicators.group_formulas import OF_GROUPS
from followup.indicators.year import AreaYear


def _main(part: str) -> Callable[[AreaYear], str]:
    """The region goes by the call, or by the sitting. [X-01]"""

    def cell(year: AreaYear) -> str:
        by_sitting = year.deadline is not None and year.deadline.measures == "held"
        return f"{'sat' if by_sitting else 'called'}_{part}"

    return cell


def _two_weeks(year: AreaYear) -> str:
    words = {"days": year.deadline.days if year.deadline else 14}
    by_sitting = _main("counted")(year).startswith("sat")
    begins = year.deadline is None or year.deadline.starts == "need_noticed_on"
    done = (
        _("Ärenden där individforum hölls senast %(days)d dagar efter")
        if by_sitting
        else _("Ärenden där individforum kallades senast %(days)d dagar efter")
    ) % words
    start = _("att behovet uppmärksammades") if begins else _("att ärendet väcktes")
    missed = (
        _("Ett ärende utan möte räknas som missat när tiden har gått ut, också om det avslutas senare.")
        if by_sitting
        else _("Ett ärende som inte har kallats räknas som missat när tiden har gått ut, också om det avslutas senare.")
    )
    whole = _("delat med de ärenden som väcktes under perioden och kan bedömas. Avidentifierade ärenden räknas med.")
    left = _("Har tiden inte gått ut, eller togs ärendet tillbaka innan dess, räknas det inte med.")
    return f"{done} {start}, {whole} {missed} {left}"


OF_CASES = (
    Formula(
        "I-01",
        1,
        number=lambda year: "held",
        cells=("held", "raised", "convened", "children", "sittings"),
        definition=lambda year: _(
            "Ett ärende räknas en gång, det år då det första mötet hölls. Två möten om samma ärende är ett ärende."
        ),
    ),
    Formula(
        "I-02",
        1,
        number=lambda year: "escalated",
        whole=lambda year: "outcome",
        cells=("escalated", "outcome", "resolved", "unresolved", "decided"),
        definition=lambda year: _(
            "Ärenden som lyftes till styrgruppens chefer under perioden, även om de senare togs tillbaka. "
            "Andelen är av de ärenden som under perioden fick sitt första utfall, löst eller inte löst."
        ),
    ),
    Formula(
        "I-03",
        1,
        number=lambda year: "sent",
        cells=("sent", "submitted", "closed"),
        definition=lambda year: _(
            "Avvikelserapporter som skickades under perioden. Utkast räknas inte, inte heller rapporter som togs "
            "tillbaka innan någon hade gjort något med dem."
        ),
        of_cases=False,
    ),
    Formula(
        "I-04",
        1,
        number=_main("in_time"),
        whole=_main("counted"),
        cells=(
            "called_counted",
            "called_in_time",
            "called_late",
            "called_waiting",
            "sat_counted",
            "sat_in_time",
            "sat_late",
        ),
        definition=_two_weeks,
    ),
)
OF_PLANS = (
    Formula(
        "I-11",
        1,
        number=lambda year: "sip_offered",
        whole=lambda year: "sip_needs",
        cells=("sip_offered", "sip_needs", "sip_unoffered"),
        definition=lambda year: _(
            "Behov av samordnade insatser som uppmärksammades hos barn under perioden och där en SIP hade erbjudits "
            "senast den dag talen räknades, av alla sådana behov. Behov där ingen SIP behövdes räknas inte. Målet är "
            "nått när en SIP har erbjudits varje gång: då har också varje verksamhet erbjudit alla sina."
        ),
        of_cases=False,
        of_plans=True,
    ),
    Formula(
        "I-50",
        1,
        number=lambda year: "plans",
        cells=("plans", "sip_children"),
        definition=lambda year: _(
            "Planer som började gälla under perioden. Fler planer är inget mål i sig: det viktiga är om de hjälper "
            "barnen."
        ),
        of_cases=False,
        of_plans=True,
    ),
)
FORMULAS: dict[str, Formula] = {formula.code: formula for formula in (*OF_CASES, *OF_PLANS, *OF_GROUPS)}


def counted(year: AreaYear) -> Iterator[Formula]:
    """Those of the region's indicators that the portal counts for the area, in the profile's order."""
    for indicator in year.profile.indicators:
        formula = FORMULAS.get(indicator.code)
        if formula is None or (formula.of_cases and not year.has_forum):
            continue
        if formula.code == "I-04" and year.deadline is None:
            continue
        yield formula
