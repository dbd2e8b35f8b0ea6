"""The pages of one question each about an obstacle and about what a target group needs. [F47, F48]"""

from django.utils.translation import gettext_lazy as _

from core.ui.forms import AboutForm
from core.ui.questions import Question, Questions
from groups.year import register_forms as forms
from groups.year import register_policies as may
from groups.year.services import registering

NEW: Questions = {
    "hinder": Question(
        _("Notera ett hinder eller något som hjälper"),
        _("Sådant som gör det svårare eller lättare att arbeta tillsammans. Sedan bestämmer ni en åtgärd."),
        _("Spara"),
        _("Det är noterat."),
        forms.ObstacleForm,
        registering.note_obstacle,
        may.can_note_in,
    ),
    "behov": Question(
        _("Inventera en målgrupps behov"),
        _("Grunden för det ni planerar. Ni ser efter igen den dag ni väljer."),
        _("Spara"),
        _("Inventeringen är sparad."),
        forms.NeedForm,
        registering.take_inventory,
        may.can_note_in,
    ),
}
OBSTACLE: Questions = {
    "atgard": Question(
        _("Bestäm en åtgärd"),
        _("Den som ser till att det blir gjort får besked."),
        _("Spara"),
        _("Åtgärden är sparad."),
        forms.TakeOnForm,
        registering.take_on,
        may.can_take_on,
    ),
    "plan": Question(
        _("Ta in i handlingsplanen"),
        _("Åtgärden blir en aktivitet i gruppens plan."),
        _("Lägg till i planen"),
        _("Aktiviteten finns nu i planen."),
        forms.ToPlanForm,
        registering.plan_for,
        may.can_plan,
    ),
    "uppdrag": Question(
        _("Föreslå ett uppdrag"),
        _("En annan grupp får arbeta med det. Er grupp beslutar på ett möte om uppdraget ska ges."),
        _("Spara förslaget"),
        _("Uppdraget är föreslaget."),
        forms.HandOverForm,
        registering.hand_over,
        may.can_hand_over,
    ),
    "klart": Question(
        _("Notera att det är klart"),
        _("Hindret är borta, eller det som hjälper är taget till vara."),
        _("Spara"),
        _("Det är noterat."),
        forms.ResultForm,
        registering.solve,
        may.can_solve,
    ),
    "skriv-av": Question(
        _("Skriv av"),
        _("Gruppen kan inte göra något åt det. Det står kvar i listan med skälet."),
        _("Skriv av"),
        _("Det är avskrivet."),
        forms.LeaveForm,
        registering.leave,
        may.can_leave,
    ),
    "igen": Question(
        _("Ta upp igen"),
        _("Det finns där igen. Ni bestämmer en ny åtgärd."),
        _("Ta upp igen"),
        _("Det är upptaget igen."),
        AboutForm,
        registering.note_again,
        may.can_return,
    ),
}
NEED: Questions = {
    "inventera": Question(
        _("Inventera igen"),
        _("Den tidigare inventeringen står kvar som den skrevs."),
        _("Spara"),
        _("Inventeringen är sparad."),
        forms.RenewForm,
        registering.renew,
        may.can_renew,
    ),
    "avsluta": Question(
        _("Följ inte målgruppen längre"),
        _("Inventeringen försvinner från sidan och ni påminns inte mer om den."),
        _("Avsluta"),
        _("Målgruppen följs inte längre."),
        AboutForm,
        registering.end,
        may.can_renew,
    ),
}
