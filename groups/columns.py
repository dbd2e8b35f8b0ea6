"""The columns of the groups' lists as files: what the page shows, and the days as days."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.finding.lists import Columns
from core.ui.dates import clock_time
from core.ui.said import said
from groups.routines.page import subject_of

STATE = (_("Läge"), lambda row: str(row.get_status_display()))
VERSION = (_("Version"), lambda row: row.number)
GROUP = (_("Grupp"), lambda row: said(row.forum.name))
MEETINGS: Columns = (
    (_("Möte"), lambda row: f"{row.number}/{row.year}"),
    GROUP,
    (_("Dag"), lambda row: timezone.localdate(row.starts_at)),
    (_("Tid"), lambda row: clock_time(row.starts_at)),
    (_("Plats"), lambda row: row.place),
    (_("Tema"), lambda row: row.theme),
    STATE,
)
TASKS: Columns = (
    (_("Uppdrag"), lambda row: row.title),
    (_("Från"), lambda row: said(row.giver.name)),
    (_("Till"), lambda row: said(row.receiver.name)),
    (_("Redovisas senast"), lambda row: row.due_on),
    STATE,
)
LIFTED: Columns = (
    (_("Fråga"), lambda row: row.title),
    (_("Lyfts av"), lambda row: said(row.origin.name)),
    (_("Senast hos"), lambda row: said(row.last.to_forum.name)),
    (_("Svar senast"), lambda row: row.last.due_on if row.last.is_here else None),
    STATE,
)
AGREEMENTS: Columns = (
    (_("Överenskommelse"), lambda row: row.title),
    VERSION,
    (pgettext_lazy("en överenskommelse", "Slag"), lambda row: str(row.get_level_display())),
    (_("Målgrupp"), lambda row: row.target_group),
    GROUP,
    (_("Gäller från"), lambda row: row.in_force_on),
    STATE,
)
ROUTINES: Columns = (
    (_("Rutin"), lambda row: row.title),
    VERSION,
    (_("Handlar om"), subject_of),
    GROUP,
    (_("Gäller från"), lambda row: row.valid_from),
    (_("Ses över senast"), lambda row: row.review_on),
    STATE,
)
TRAININGS: Columns = (
    (_("Vad det var"), lambda row: row.title),
    (pgettext_lazy("gemensamt", "Slag"), lambda row: str(row.get_kind_display())),
    (_("Hölls"), lambda row: row.held_on),
    (_("Deltagare"), lambda row: row.people),
    (_("Deltagare från varje huvudman"), lambda row: row.by_principal.replace("\n", ", ")),
)
NEWS: Columns = (
    (_("Besked"), lambda row: row.title),
    (pgettext_lazy("en förändring", "Slag"), lambda row: str(row.get_kind_display())),
    (_("Verksamhet"), lambda row: row.unit.name),
    (_("Gäller från"), lambda row: row.from_day),
    (_("Berättades"), lambda row: row.told_on),
    (_("Återtaget"), lambda row: row.withdrawn_on),
)
VOICES: Columns = (
    (_("Vad det gäller"), lambda row: row.title),
    (_("Organisation"), lambda row: row.organisation),
    (_("Lämnades"), lambda row: row.said_on),
    (_("Synpunkter"), lambda row: row.text),
    (_("Vad det ledde till"), lambda row: str(row.get_influence_display())),
    (_("Gruppens svar"), lambda row: row.answer),
    STATE,
)
