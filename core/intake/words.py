"""What is said of a file that is read into the portal."""

from django.utils.translation import gettext_lazy as _

from core.files.faults import Fault
from core.intake.reading.limits import MOST_ROWS

SENTENCES = {
    Fault.UNKNOWN_KIND: _("Filen är av en sort som inte kan läsas in. Spara den som CSV eller XLSX och välj den igen."),
    Fault.EMPTY: _("Filen är tom. Välj en annan fil."),
    Fault.TOO_LARGE: _("Filen är större än 2 MB. Dela den i flera och läs in en i taget."),
    Fault.OTHER_CONTENT: _(
        "Filens innehåll är inte det som namnet säger. Öppna den i ett kalkylprogram, spara den som XLSX och välj den "
        "igen."
    ),
    Fault.DAMAGED: _("Filen går inte att läsa. Öppna den i ett kalkylprogram, spara den som XLSX och välj den igen."),
    Fault.UNPACKS_TOO_MUCH: _("Filen blir för stor när den packas upp. Spara den som CSV och välj den i stället."),
    Fault.ENCRYPTED: _("Filen är låst med lösenord. Ta bort lösenordet och välj filen igen."),
    Fault.PROGRAM: _("Filen innehåller makron. Spara den utan makron, som XLSX eller CSV, och välj den igen."),
    Fault.TOO_HEAVY: _("Filen tog för mycket tid att läsa. Spara den som CSV och försök igen."),
}
WHAT_IS_READ = _(
    "CSV eller XLSX, högst 2 MB och 300 rader. Första raden ska ha rubriker. I en XLSX läses det första bladet."
)
TOO_MANY_ROWS = _("Filen har fler än %(most)d rader. Dela den i flera och läs in en i taget.")
MOST = {"most": MOST_ROWS}
ACTS = {
    "intake.read": _("Läste in en fil för att granska den"),
    "intake.confirmed": _("Tog in det som står i en fil"),
    "intake.discarded": _("Slängde en inläst fil"),
}
