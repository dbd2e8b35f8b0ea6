"""What an extract calls the tables and columns of a record, and what never stands in one. [GDPR 15, security 2, 6]

Every table of the retention registry is named here or in its words, and every column that says something: a test
fails for one that is not.
"""

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sip.retention.words import PARTS

# Read by one alone and given to nobody: the reporter's own note, and where the child is hidden. The extracts
# themselves are no part of what they tell.
NEVER = {
    "sip_concernnote": _("Anteckning om orosanmälan, som bara den som anmälde läser"),
    "sip_protectedresidence": _("Skyddad vistelseort"),
    "sip_placementnotice": _("Besked om placeringar, som kan röra en skyddad vistelseort"),
    "sip_extract": _("Utdragen själva"),
    "sip_extractitem": _("Utdragen själva"),
}
ONLY_TO_THE_ARCHIVE = {"sip_costrecord"}  # never to the family [security 2]
TABLES: dict[str, str | Promise] = {**PARTS, "sip_case": _("Ärenden"), "log": _("Läsningar och ändringar")}

# Keys, hashes, places in a list and what the portal needs for itself: they say nothing of the child.
SILENT = frozenset(
    "id created_at region child region_id principal template key help required position order version number kept size "
    "sha256 value_index code_hash case_id disclosure_id disclosure consent contribution placement transition minutes "
    "replaces serves guardian_id person_id deviation_code digest reader_key shown_hash strokes assessment "
    "writers".split()
)
# The names of columns that mean the same wherever they stand.
COLUMNS: dict[str, str | Promise] = {
    "moved_from": _("Flyttades från"),
    "case": _("Ärende"),
    "code": _("Kod"),
    "unit": _("Verksamhet"),
    "from_unit": _("Från verksamhet"),
    "receiving_unit": _("Mottagande verksamhet"),
    "adding_unit": _("Tillagd av verksamhet"),
    "owner_unit": _("Verksamhet som har planen"),
    "instead": _("Planen som räckte"),
    "responsible_unit": _("Ansvarig verksamhet"),
    "raising_unit": _("Verksamhet som väckte ärendet"),
    "initiating_unit": _("Verksamhet som tog initiativet"),
    "starting_unit": _("Verksamhet som lämnar uppgifter"),
    "recording_unit": _("Verksamhet som tog emot samtycket"),
    "school_unit": _("Förskola eller skola"),
    "label": _("Benämning"),
    "is_deidentified": _("Avidentifierat"),
    "area": _("Område"),
    "district": _("Kommun eller stadsdel"),
    "registered_district": _("Folkbokförd i"),
    "assignment": _("Uppdrag"),
    "guardian": _("Vårdnadshavare"),
    "hidden_from": _("Skyddas mot"),
    "goal": _("Hör till målet"),
    "measure": _("Insats"),
    "meeting": _("Möte"),
    "occasion": _("Möte"),
    "kind": _("Slag"),
    "status": _("Läge"),
    "part": _("Del"),
    "text": _("Text"),
    "content": _("Innehåll"),
    "name": _("Namn"),
    "value": _("Nummer"),
    "phone": _("Telefon"),
    "relation": _("Relation till barnet"),
    "described": _("Vem det är"),
    "may_take_part": _("Får delta"),
    "appointment": _("Förordnandets beteckning"),
    "appointment_number": _("Förordnandets beteckning"),
    "appointed_from": _("Förordnandet gäller från"),
    "appointed_to": _("Förordnandet gäller till och med"),
    "stands_for": _("Företräder i stället för"),
    "child_objects": _("Barnet vill inte att personen deltar"),
    "given_name": _("Förnamn"),
    "family_name": _("Efternamn"),
    "birth_date": _("Födelsedatum"),
    "sex": _("Kön"),
    "valid_from": _("Gäller från"),
    "valid_to": _("Gäller till"),
    "basis": _("Grund"),
    "ground_reason": _("Skäl"),
    "correction_reason": _("Skäl till rättelsen"),
    "reason": _("Skäl"),
    "return_reason": _("Skäl till att ärendet lämnades tillbaka"),
    "withdraw_reason": _("Skäl till att ärendet togs ur forumet"),
    "closing_reason": _("Skäl till att planen avslutades"),
    "not_needed_reason": _("Skäl till att planen inte behövdes"),
    "not_asked_reason": _("Skäl till att barnet inte fick frågan"),
    "refusal_reason": _("Skäl till att tacka nej"),
    "end_reason": _("Skäl till att placeringen upphörde"),
    "drop_reason": _("Skäl till att övergången togs bort"),
    "information_kinds": _("Slag av uppgifter"),
    "signatories": _("Vilka som ska skriva under"),
    "purpose": _("Ändamål"),
    "sitting": _("Möte nummer"),
    "answer": _("Svar"),
    "answered_on": _("Svarade"),
    "answered_by": _("Vem svarade"),
    "reply": _("Svar"),
    "replied_at": _("Svarade"),
    "has_mandate": _("Får besluta"),
    "attendance": _("Närvaro"),
    "change": _("Det som ändrades"),
    "since_on": _("Ändrades den"),
    "version_number": _("Planens version"),
    "result": _("Resultat"),
    "outcome": _("Utfall"),
    "first_outcome": _("Första utfallet"),
    "level": _("Beslutsnivå"),
    "item": _("Får inte veta"),
    "source": _("Källa"),
    "step": _("Steg"),
    "phase": _("Del av placeringen"),
    "signs": _("Tecken"),
    "holds": _("Det här finns i planen"),
    "horizon": _("Tidshorisont"),
    "is_reached": _("Målet är nått"),
    "whose": _("Vems röst"),
    "child_view": _("Barnets inställning"),
    "guardian_wish": _("Vårdnadshavarens önskan"),
    "receiver": _("Mottagare"),
    "giver": _("Överlämnas av"),
    "equivalence": _("Motsvarar en annan undersökning"),
    "suicide_risk": _("Bedömning av suicidrisk"),
    "asylum_exam": _("Hälsoundersökning för asylsökande"),
    "heading": _("Rubrik"),
    "question": _("Fråga"),
    "word_of": _("Vem som sade det"),
    "word_form": _("Hur det sades"),
    "shown_text": _("Texten som visades"),
    "typed_name": _("Namnet som skrevs"),
    "barred": _("Det som då inte fick berättas"),
}
# Days and moments, by what happened. What ends in `_at` is told to the minute.
HAPPENED: dict[str, str | Promise] = {
    "activated": _("Beslutades"),
    "application": _("Ansökan gjordes"),
    "approved": _("Godkändes"),
    "agreed": _("Beslutades"),
    "asylum_exam": _("Asylundersökning noterad"),
    "called": _("Kallades"),
    "checked": _("Kontrollerades"),
    "closed": _("Avslutades"),
    "confirmed": _("Bekräftades"),
    "consented": _("Samtycke lämnades"),
    "convened": _("Kallades första gången"),
    "decided": _("Beslutades"),
    "disclosed": _("Lämnades ut"),
    "done": _("Gjordes"),
    "drafted": _("Skrevs"),
    "end_planned": _("Slutet planerades"),
    "ended": _("Upphörde"),
    "escalated": _("Lyftes till cheferna"),
    "exam_decided": _("Undersökning beslutades"),
    "exam_done": _("Undersökning gjordes"),
    "expires": _("Gäller till"),
    "filed": _("Sparades"),
    "followed_up": _("Följdes upp"),
    "frozen": _("Låstes"),
    "handed_over": _("Överlämnades"),
    "held": _("Hölls"),
    "moved": _("Flyttades"),
    "cancelled": _("Ställdes in"),
    "mental_done": _("Psykisk hälsa undersöktes"),
    "met": _("Mötet hölls"),
    "offered": _("Erbjöds"),
    "opened": _("Lämnades ut"),
    "oral_done": _("Munhälsa undersöktes"),
    "outcome": _("Utfallet kom"),
    "physical_done": _("Kroppslig hälsa undersöktes"),
    "planned": _("Planerades"),
    "previous": _("Dagen som stod förut"),
    "planning_invited": _("Inbjudan till planering"),
    "planning_met": _("Planeringen hölls"),
    "raised": _("Väcktes"),
    "removed": _("Togs bort"),
    "replaced": _("Ersattes"),
    "requested": _("Begärdes"),
    "saved": _("Sparades"),
    "sent": _("Skickades"),
    "signed": _("Skrevs under"),
    "started": _("Började"),
    "statement": _("Utlåtande kom"),
    "suicide_risk": _("Suicidrisk bedömdes"),
    "taken_back": _("Togs tillbaka"),
    "taken_out": _("Ströks"),
    "wish": _("Önskan lämnades"),
    "withdrawn": _("Återkallades"),
    "ask_again": _("Frågas igen"),
}
# Assignments, told as role and unit, never by name.
BY_WHOM: dict[str, str | Promise] = {
    "added_by": _("Tillagt av"),
    "agreed_by": _("Beslutat av"),
    "approved_by": _("Godkänt av"),
    "asked_by": _("Frågat av"),
    "assessed_by": _("Bedömt av"),
    "called_by": _("Kallat av"),
    "caused_by": _("Orsakat av"),
    "changed_by": _("Ändrat av"),
    "confirmed_by": _("Bekräftat av"),
    "corrected_by": _("Rättat av"),
    "created_by": _("Registrerat av"),
    "decided_by": _("Beslutat av"),
    "disclosed_by": _("Utlämnat av"),
    "done_by": _("Gjort av"),
    "ended_by": _("Avslutat av"),
    "cancelled_by": _("Inställt av"),
    "closed_by": _("Avslutat av"),
    "filed_by": _("Sparat av"),
    "given_by": _("Lämnat av"),
    "held_by": _("Underskriften togs emot av"),
    "initiated_by": _("Initiativ av"),
    "started_by": _("Påbörjat av"),
    "named_by": _("Utsett av"),
    "noted_by": _("Noterat av"),
    "offered_by": _("Erbjudet av"),
    "opened_by": _("Utlämnat av"),
    "proposed_by": _("Föreslaget av"),
    "raised_by": _("Väckt av"),
    "received_by": _("Mottaget av"),
    "recorded_by": _("Antecknat av"),
    "registered_by": _("Registrerat av"),
    "saved_by": _("Sparat av"),
    "set_by": _("Satt av"),
    "sorted_by": _("Genomgånget av"),
    "told_by": _("Berättat av"),
    "written_by": _("Skrivet av"),
}


def name_of(field: Field) -> str:
    """What a reader calls the column; «» for one that says nothing. Raises LookupError for one that nobody named."""
    name = field.name
    if name in SILENT:
        return ""
    own = str(field.verbose_name)
    if own != name.replace("_", " ") and not own.endswith("?"):
        return own
    stem = name.removesuffix("_on").removesuffix("_at")
    for words, key in ((COLUMNS, name), (BY_WHOM, name), (HAPPENED, stem)):
        if key in words:
            return str(words[key])
    if own.endswith("?"):
        return own
    raise LookupError(f"{field.model._meta.db_table}.{name} has no name in an extract.")
