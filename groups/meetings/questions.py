"""The pages of one question each about a meeting: its words, its form, its verb. The next step stands first. [SM-5]"""

from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions, never
from groups.meetings import forms, policies, states
from groups.meetings.models import Meeting
from groups.meetings.services import calling, holding, planning
from groups.meetings.states import MeetingStatus


def _has_begun(meeting: Meeting) -> bool:
    return meeting.status == MeetingStatus.CALLED and meeting.starts_at <= clock.now()


def _is_ahead(meeting: Meeting) -> bool:
    return meeting.status in states.AHEAD


def _is_called(meeting: Meeting) -> bool:
    return meeting.status == MeetingStatus.CALLED and not _has_begun(meeting)


PLAN = Question(
    _("Planera ett möte"),
    _("Ingen kallas än. Du lägger till punkter och kallar när dagordningen är klar."),
    _("Spara mötet"),
    _("Mötet är planerat. Lägg till punkter på dagordningen."),
    forms.NewForm,
    planning.plan_meeting,
    policies.can_plan,
)
QUESTIONS: Questions = {
    "narvaro": Question(
        _("Notera vilka som kom"),
        _("Den som ersätts av någon annan behöver du inte notera."),
        _("Spara närvaron"),
        _("Närvaron är sparad."),
        forms.HoldForm,
        holding.hold_meeting,
        policies.can_hold,
        _has_begun,
    ),
    "lamna-in": Question(
        _("Lämna protokollet för justering"),
        _("Texten låses medan den justeras. Hittas ett fel kan protokollet lämnas tillbaka."),
        _("Lämna för justering"),
        _("Protokollet är lämnat för justering."),
        forms.HandInForm,
        holding.hand_in,
        policies.can_hand_in,
        lambda meeting: meeting.status == MeetingStatus.HELD,
    ),
    "justera": Question(
        _("Justera protokollet"),
        _("När alla som ska justera har gjort det låses protokollet. Därefter kan ingen ändra det."),
        _("Justera"),
        _("Du har justerat protokollet."),
        AboutForm,
        holding.approve,
        policies.can_approve,
        lambda meeting: meeting.status == MeetingStatus.MINUTES_DRAFTED,
    ),
    "lamna-tillbaka": Question(
        _("Lämna tillbaka protokollet"),
        _("Ni kan skriva vidare i protokollet. Sedan justerar alla på nytt."),
        _("Lämna tillbaka"),
        _("Protokollet är lämnat tillbaka."),
        AboutForm,
        holding.hand_back,
        policies.can_hand_back,
        lambda meeting: meeting.status == MeetingStatus.MINUTES_DRAFTED,
        never,
    ),
    "adjungera": Question(
        _("Adjungera någon"),
        _("Den som kallas till en punkt ser bara den punkten."),
        _("Kalla"),
        _("Kallelsen är skickad."),
        forms.CoOptForm,
        calling.co_opt,
        policies.can_change,
        _is_called,
        never,
    ),
    "roller": Question(
        _("Utse ordförande och sekreterare"),
        _("Båda kan skriva i protokollet."),
        _("Spara"),
        _("Sparat."),
        forms.RolesForm,
        planning.appoint,
        policies.can_change,
        _is_ahead,
        never,
    ),
    "flytta": Question(
        _("Ändra tid eller plats"),
        _("De som är kallade får besked och svarar på nytt."),
        _("Spara den nya tiden"),
        _("Mötet är ändrat."),
        forms.WhenForm,
        planning.move_meeting,
        policies.can_change,
        _is_ahead,
        never,
    ),
    "stall-in": Question(
        _("Ställ in mötet"),
        _("De som är kallade får besked. Mötet står kvar i listan som inställt."),
        _("Ställ in mötet"),
        _("Mötet är inställt."),
        forms.CancelForm,
        planning.cancel_meeting,
        policies.can_change,
        _is_ahead,
        never,
    ),
    "tillagg": Question(
        _("Skriv ett tillägg"),
        _("Protokollet står kvar som det justerades. Tillägget visas efter det."),
        _("Spara tillägget"),
        _("Tillägget är sparat."),
        forms.AddendumForm,
        holding.add_addendum,
        policies.can_add,
        lambda meeting: meeting.status in states.LOCKED,
        never,
    ),
}
