"""The pages of one question each about a plan, a focus area and an activity; the next step first. [SM-10]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions
from groups.year import forms, policies, states
from groups.year.services import drafting, moving


def _at(move):
    return lambda plan: move.allowed_from(plan.status)


BEGIN = Question(
    _("Börja på en handlingsplan"),
    _("Det som gruppen ska göra under ett år. Ni skriver den tillsammans och beslutar den på ett möte."),
    _("Börja"),
    _("Utkastet är påbörjat."),
    forms.PlanForm,
    drafting.draft,
    policies.can_draft,
)
PLAN: Questions = {
    "anta": Question(
        _("Notera beslutet"),
        _("Planen låses och kan läsas av alla som arbetar i regionen. Gruppens ledamöter får besked."),
        _("Spara beslutet"),
        _("Beslutet är noterat."),
        forms.AdoptForm,
        moving.adopt,
        policies.can_adopt,
        _at(states.ADOPT),
    ),
    "borja": Question(
        _("Börja arbetet"),
        _("Sedan noterar ni hur det går med varje aktivitet."),
        _("Börja"),
        _("Arbetet med planen har börjat."),
        AboutForm,
        moving.begin,
        policies.can_begin,
        _at(states.BEGIN),
    ),
    "folj-upp": Question(
        _("Följ upp planen"),
        _(
            "Skriv vad året gav. Sedan går det inte att ändra i planen. Det som inte blev klart kan följa med till "
            "nästa."
        ),
        _("Spara uppföljningen"),
        _("Planen är uppföljd."),
        forms.OutcomeForm,
        moving.follow_up,
        policies.can_follow_up,
        _at(states.FOLLOW_UP),
    ),
    "avsluta": Question(
        _("Avsluta planen"),
        _("Planen står kvar och går att läsa."),
        _("Avsluta"),
        _("Planen är avslutad."),
        AboutForm,
        moving.close,
        policies.can_close,
        _at(states.CLOSE),
    ),
}
ADD: Questions = {
    "fokus": Question(
        _("Lägg till ett fokusområde"),
        _("Ett område som ni satsar på under året. Frågorna skriver ni sedan tillsammans."),
        _("Lägg till"),
        _("Fokusområdet är tillagt."),
        forms.FocusForm,
        drafting.add_focus,
        policies.can_write,
    ),
    "aktivitet": Question(
        _("Lägg till en aktivitet"),
        _("Något som ska göras, med någon som ansvarar och en dag då det ska vara klart."),
        _("Lägg till"),
        _("Aktiviteten är tillagd."),
        forms.ActivityForm,
        drafting.add_activity,
        policies.can_add,
    ),
}
OF_PLAN: Questions = {**PLAN, **ADD}
FOCUS: Questions = {
    "namn": Question(
        _("Ändra namnet på fokusområdet"),
        _("Texten och aktiviteterna står kvar."),
        _("Spara"),
        _("Det är sparat."),
        forms.FocusNameForm,
        drafting.rename_focus,
        policies.can_name,
    ),
    "ta-bort": Question(
        _("Ta bort fokusområdet"),
        _("Texten försvinner ur planen. Aktiviteterna står kvar utan fokusområde."),
        _("Ta bort"),
        _("Fokusområdet är borttaget."),
        AboutForm,
        drafting.remove_focus,
        policies.can_name,
    ),
}
ACTIVITY: Questions = {
    "notera": Question(
        _("Notera hur det går"),
        _("Det syns för alla som läser planen."),
        _("Spara"),
        _("Det är noterat."),
        forms.NoteForm,
        moving.note_activity,
        policies.can_note,
    ),
    "andra": Question(
        _("Ändra aktiviteten"),
        _("När planen är beslutad går det bara att ändra vem som ansvarar och vilken dag det ska vara klart."),
        _("Spara"),
        _("Det är sparat."),
        forms.ActivityChangeForm,
        drafting.change_activity,
        policies.can_change,
    ),
    "ta-bort": Question(
        _("Ta bort aktiviteten"),
        _("Den försvinner ur utkastet."),
        _("Ta bort"),
        _("Aktiviteten är borttagen."),
        AboutForm,
        drafting.remove_activity,
        policies.can_remove,
    ),
}
