"""What may be noted of a placement, by the slug of its page: who may, the form, the verb, the words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access import Acting
from sip.placements import forms, policies, protecting, services
from sip.placements.models import Placement


@dataclass(frozen=True)
class Question:
    """One page with one question. `waits(placement)`: it has not been answered yet."""

    title: Any
    lead: Any
    button: Any
    done: Any
    form: type[forms.NoteForm]
    act: Callable[..., Any]
    may: Callable[[Acting, Placement], bool]
    waits: Callable[[Placement], bool]


QUESTIONS: dict[str, Question] = {
    "inbjudan": Question(
        _("Notera inbjudan till gemensam planering"),
        _("Inbjudan stoppar fristen. Fram till planeringen får ingen part hävda den andras kostnadsansvar."),
        _("Spara inbjudan"),
        _("Inbjudan är noterad."),
        forms.DayForm,
        services.note_invitation,
        policies.can_note_planning,
        lambda placement: placement.planning_invited_on is None,
    ),
    "planering": Question(
        _("Notera mötet för gemensam planering"),
        _("Skriv den dag då parterna möttes."),
        _("Spara mötet"),
        _("Mötet är noterat."),
        forms.DayForm,
        services.note_planning_meeting,
        policies.can_note_planning,
        lambda placement: placement.planning_invited_on is not None and placement.planning_met_on is None,
    ),
    "borjan": Question(
        _("Notera att placeringen har börjat"),
        _("Från den dagen ska hälsoundersökning och tandvård begäras."),
        _("Spara första dagen"),
        _("Placeringen pågår."),
        forms.DayForm,
        services.begin_placement,
        policies.can_begin,
        lambda placement: True,
    ),
    "undersokningsbeslut": Question(
        _("Notera nämndens beslut om läkarundersökning"),
        _("Beslut enligt 32 § LVU. Undersökningen ska vara gjord inom fristen och före ansökan om vård."),
        _("Spara beslutet"),
        _("Beslutet är noterat."),
        forms.DayForm,
        services.note_exam_decision,
        policies.can_note_board_exam,
        lambda placement: placement.exam_decided_on is None,
    ),
    "undersokning": Question(
        _("Notera att läkarundersökningen är gjord"),
        _("Läkarundersökningen enligt LVU kräver inget samtycke och ersätter inte hälsoundersökningen."),
        _("Spara undersökningen"),
        _("Undersökningen är noterad."),
        forms.DayForm,
        services.note_exam_done,
        policies.can_note_board_exam,
        lambda placement: placement.exam_decided_on is not None and placement.exam_done_on is None,
    ),
    "ansokan": Question(
        _("Notera ansökan om vård"),
        _("Ansökan enligt 4 § LVU. Läkarundersökningen ska vara gjord först."),
        _("Spara ansökan"),
        _("Ansökan är noterad."),
        forms.DayForm,
        services.note_application,
        policies.can_note_board_exam,
        lambda placement: placement.application_on is None,
    ),
    "asyl": Question(
        _("Hälsoundersökning för asylsökande"),
        _("Vården kallar. Undersökningen ersätter inte hälsoundersökningen för placerade barn."),
        _("Spara"),
        _("Uppgiften är sparad."),
        forms.AsylumForm,
        services.note_asylum_exam,
        policies.can_keep_placement,
        lambda placement: True,
    ),
    "slutdag": Question(
        _("Ändra planerat slut"),
        _("Planeringen inför avslutet påminns i god tid före den dagen."),
        _("Spara planerat slut"),
        _("Planerat slut är ändrat."),
        forms.PlannedEndForm,
        services.change_planned_end,
        policies.can_keep_placement,
        lambda placement: True,
    ),
    "avslutsplanering": Question(
        _("Notera planeringen inför avslutet"),
        _("Skolgång och vård ska fortsätta utan avbrott, och SIP är uppföljd eller gjord på nytt."),
        _("Spara planeringen"),
        _("Planeringen är noterad."),
        forms.DayForm,
        services.note_end_planning,
        policies.can_keep_placement,
        lambda placement: placement.end_planned_on is None,
    ),
    "skydd": Question(
        _("Skydda vistelseorten"),
        _("När vistelseorten är hemlig ska regionen få veta det samma dag, så att den inte når vårdnadshavare."),
        _("Skydda vistelseorten"),
        _("Vistelseorten är skyddad. Meddela regionen i dag."),
        forms.ProtectForm,
        protecting.protect_residence,
        policies.can_protect,
        lambda placement: True,
    ),
    "avslut": Question(
        _("Avsluta placeringen"),
        _("Frister som fortfarande löper för placeringen avskrivs. Det går inte att öppna den igen."),
        _("Avsluta placeringen"),
        _("Placeringen är avslutad."),
        forms.EndForm,
        services.end_placement,
        policies.can_keep_placement,
        lambda placement: True,
    ),
}


def open_questions(acting: Acting, placement: Placement) -> list[str]:
    """Which may be answered now, the next step first."""
    return [slug for slug, one in QUESTIONS.items() if one.waits(placement) and one.may(acting, placement)]
