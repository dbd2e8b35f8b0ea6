"""What is said of files: why one is not taken in, what the log and the notices call what happens to them."""

from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.files import scanner
from core.files.faults import Fault
from core.notices.kinds import Kind

SENTENCES = {
    Fault.UNKNOWN_KIND: gettext_lazy(
        "Filen är av en sort som inte kan tas emot. Välj en PDF, en bild (PNG eller JPEG) eller ett dokument "
        "(DOCX eller ODT)."
    ),
    Fault.EMPTY: gettext_lazy("Filen är tom. Välj en annan fil."),
    Fault.TOO_LARGE: gettext_lazy(
        "Filen är större än 10 MB. Välj en mindre fil, eller ta bilden med lägre upplösning."
    ),
    Fault.OTHER_CONTENT: gettext_lazy(
        "Filens innehåll är inte det som namnet säger. Spara den på nytt i rätt format och välj den igen."
    ),
    Fault.DAMAGED: gettext_lazy("Filen är skadad eller inte hel. Skanna eller spara den på nytt och välj den igen."),
    Fault.TOO_MANY_PIXELS: gettext_lazy(
        "Bilden har fler än 40 miljoner bildpunkter. Ta den med lägre upplösning och välj den igen."
    ),
    Fault.UNPACKS_TOO_MUCH: gettext_lazy(
        "Filen blir för stor när den packas upp. Spara den som PDF och välj den i stället."
    ),
    Fault.ENCRYPTED: gettext_lazy("Filen är låst med lösenord. Ta bort lösenordet och välj filen igen."),
    Fault.PROGRAM: gettext_lazy(
        "Filen innehåller makron eller program. Skriv ut den och skanna pappret, eller spara den utan makron."
    ),
    Fault.FILES_INSIDE: gettext_lazy(
        "Filen innehåller andra filer. Ta bort dem, eller spara filen som PDF, och välj den igen."
    ),
    Fault.FETCHES: gettext_lazy("Filen hämtar innehåll från andra ställen. Spara den som PDF och välj den i stället."),
    Fault.TOO_HEAVY: gettext_lazy("Filen tog för mycket tid att kontrollera. Spara den som PDF och försök igen."),
    Fault.VIRUS: gettext_lazy("Virusskyddet stoppade filen. Den har inte sparats. Säg till driften."),
}
AGAIN = gettext_lazy("Välj filen igen. Den följer inte med när sidan visas på nytt.")
TAKEN_IN = gettext_lazy(
    "PDF, bild (PNG eller JPEG) eller dokument (DOCX eller ODT), högst 10 MB. Det går bra att fotografera pappret. "
    "Bilder sparas utan uppgifter om plats och kamera."
)
NO_SCANNER = gettext_lazy(
    "Inget virusskydd är kopplat till portalen. Filens form och innehåll kontrolleras, men den söks inte igenom "
    "efter virus."
)
WAITS = gettext_lazy("Filen väntar på viruskontroll och går inte att hämta än. Försök igen om en stund.")
STOPPED = gettext_lazy("Filen stoppades av virusskyddet och går inte att hämta.")


def _what_is_taken_in() -> str:
    return str(TAKEN_IN) if scanner.is_connected() else f"{TAKEN_IN} {NO_SCANNER}"


what_is_taken_in = lazy(_what_is_taken_in, str)  # asked as the page is made, in the reader's language


def size(number: int) -> str:
    """Bytes as people say them."""
    if number >= 1_000_000:
        return _("%(number)s MB") % {"number": number_format(number / 1_000_000, 1)}
    return _("%(number)d kB") % {"number": max(1, round(number / 1000))}


ACTS = {
    "file.kept": gettext_lazy("Lade till en fil"),
    "file.fetched": gettext_lazy("Hämtade en fil"),
    "file.refused": gettext_lazy("Försökte lägga till en fil som inte togs emot"),
    "file.cleared": gettext_lazy("Virusskyddet släppte fram en fil"),
    "file.stopped": gettext_lazy("Virusskyddet stoppade en fil"),
}
KINDS = (Kind("file_stopped", gettext_lazy("En fil som du lade till stoppades av virusskyddet."), once=True),)
