"""What the numbers of the groups' work are called: over the rows, in tables, beside sentences."""

from django.utils.translation import gettext as _


def work_words() -> dict[str, str]:
    """By cell."""
    return {
        "meetings": _("Möten som hölls"),
        "called": _("Kallelser till ledamöter"),
        "came": _("Ledamöter som kom"),
        "stood_in": _("Ersättare som kom"),
        "absent": _("Frånvaro utan ersättare"),
        "seats_asked": _("Platser som ska vara fyllda"),
        "seats_filled": _("Platser som är fyllda"),
        "tasks_given": _("Uppdrag som gavs"),
        "tasks_reported": _("Uppdrag som redovisades"),
        "tasks_waiting": _("Uppdrag som inte är redovisade"),
        "activities": _("Aktiviteter i handlingsplanen"),
        "activities_done": _("Aktiviteter som är klara"),
        "activities_dropped": _("Aktiviteter som inte blev av"),
        "activities_left": _("Aktiviteter som återstår"),
        "obstacles_noted": _("Hinder som uppmärksammades"),
        "obstacles_solved": _("Hinder som undanröjdes"),
        "obstacles_open": _("Hinder som finns kvar"),
        "needs": _("Målgrupper vars behov inventerades"),
        "lifted": _("Frågor som lyftes till den regionala nivån"),
        "lifted_answered": _("Frågor som är besvarade på regional nivå"),
        "lift_answers": _("Svar som kom på lyfta frågor"),
        "agreements": _("Överenskommelser som gäller"),
        "routines": _("Rutiner som gäller"),
        "sip_routines": _("Rutiner för SIP som gäller"),
        "trainings": _("Gemensamma utbildningar"),
        "joint": _("Andra gemensamma aktiviteter"),
        "people": _("Deltagare i utbildningar och aktiviteter"),
        "voices": _("Synpunkter från intresseorganisationer"),
        "voices_answered": _("Synpunkter som är besvarade"),
        "years": _("Gruppens tidigare år"),
        "years_analysed": _("Tidigare år som är analyserade regionalt"),
        "parts": _("Områden i länet"),
        "parts_meet": _("Områden där gruppen har mötts minst två gånger"),
        "members_asked": _("Ledamöter som fick enkäten"),
        "members_answers": _("Ledamöter som svarade"),
        "spider_asked": _("Ledamöter som fick mätningen"),
        "spider_answers": _("Ledamöter som svarade på mätningen"),
        "groups_asked": _("Ledamöter som fick sekretariatets enkät"),
        "groups_answers": _("Ledamöter som svarade på sekretariatets enkät"),
    }
