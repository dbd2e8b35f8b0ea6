"""The indicators of what the groups did: meetings, papers, questions, surveys. [domain 7.3-7.5, 7.7, 7.8]"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from followup.indicators.formula import Formula


def _of_survey(code: str, kind: str, definition: Callable[[], str]) -> Formula:
    """Of the closed rounds of a year's survey: who was asked and who answered."""
    return Formula(
        code,
        1,
        number=lambda year: f"{kind}_answers",
        whole=lambda year: f"{kind}_asked",
        cells=(f"{kind}_answers", f"{kind}_asked"),
        definition=lambda year: definition(),
        of_cases=False,
    )


def _of_work(code: str, number: str, *cells: str, definition: Callable[[], str], whole: str = "") -> Formula:
    return Formula(
        code,
        1,
        number=lambda year: number,
        whole=lambda year: whole,
        cells=(*(name for name in (number, whole) if name), *cells),
        definition=lambda year: definition(),
        of_cases=False,
    )


ATTENDANCE = ("stood_in", "absent")
SEATS = ("seats_asked", "seats_filled")
OF_GROUPS = (
    _of_work(
        "I-15",
        "parts_meet",
        "meetings",
        whole="parts",
        definition=lambda: _(
            "Ett område räknas när dess grupp fanns den sista dagen i perioden och har hållit minst två möten under "
            "perioden. Talet är av alla områden i länet den dagen."
        ),
    ),
    _of_survey(
        "I-16",
        "members",
        lambda: _(
            "Årets enkät till ledamöterna, när den är stängd. För varje fråga visas medelvärdet och andelen som "
            "svarade fyra eller fem av fem. Har för få svarat visas inga svar."
        ),
    ),
    _of_work(
        "I-17",
        "lifted_answered",
        "lift_answers",
        "years",
        "years_analysed",
        whole="lifted",
        definition=lambda: _(
            "Frågor som gruppen lyfte till den regionala nivån under perioden och som har fått ett svar där, av alla "
            "som lyftes dit och inte togs tillbaka. Bredvid står hur många av gruppens tidigare år som är analyserade "
            "regionalt."
        ),
    ),
    _of_work(
        "I-21",
        "meetings",
        *SEATS,
        definition=lambda: _(
            "Möten som områdets styrgrupp och arbetsgrupp höll under perioden. Platser räknas den sista dagen i "
            "perioden: en plats är fylld när alla som krävs på den är utsedda."
        ),
    ),
    _of_work(
        "I-22",
        "agreements",
        "routines",
        definition=lambda: _(
            "Överenskommelser och rutiner som gällde i området den sista dagen i perioden, gruppens egna och regionens."
        ),
    ),
    _of_work(
        "I-23",
        "sip_routines",
        definition=lambda: _("Rutiner om SIP som gällde i området den sista dagen i perioden."),
    ),
    _of_work(
        "I-24",
        "trainings",
        "joint",
        "people",
        definition=lambda: _(
            "Utbildningar och andra aktiviteter som områdets grupper höll tillsammans under perioden, och hur många "
            "som kom från varje huvudman."
        ),
    ),
    _of_work(
        "I-25",
        "obstacles_noted",
        "obstacles_solved",
        "obstacles_open",
        "needs",
        "lifted",
        definition=lambda: _(
            "Hinder för samverkan som grupperna uppmärksammade under perioden, hinder som undanröjdes under perioden "
            "och hinder som fanns kvar den sista dagen. Avvikelserna visas för sig."
        ),
    ),
    _of_survey(
        "I-30",
        "spider",
        lambda: _(
            "Medelvärdet av svaren inom varje område, från 1 till 10, när mätningen är stängd. Har för få svarat visas "
            "inga svar."
        ),
    ),
    _of_survey(
        "I-45",
        "groups",
        lambda: _(
            "Sekretariatets enkät till grupperna, när den är stängd. För varje fråga visas medelvärdet och andelen som "
            "svarade fyra eller fem av fem. Har för få svarat visas inga svar."
        ),
    ),
    _of_work(
        "I-52",
        "came",
        *ATTENDANCE,
        *SEATS,
        whole="called",
        definition=lambda: _(
            "Ledamöter som kom till de möten som områdets grupper höll under perioden, av alla som var kallade. "
            "Frånvaro utan ersättare är att varken ledamoten eller en ersättare kom."
        ),
    ),
)
