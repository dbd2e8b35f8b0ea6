"""The tables of this app and its definer functions. [security 3]"""

from groups.agreements import binding_sql as binding
from groups.agreements import following_sql as following
from groups.agreements import tables_sql as agreements
from groups.assignments import tables_sql as tasks
from groups.calendar import tables_sql as calendar
from groups.documents import tables_sql as documents
from groups.evaluation import tables_sql as evaluation
from groups.frequency import tables_sql as frequency
from groups.headings import tables_sql as headings
from groups.interests import tables_sql as interests
from groups.lifting import tables_sql as lifting
from groups.meetings import tables_sql as meetings
from groups.news import tables_sql as news
from groups.polls import tables_sql as polls
from groups.proposals import tables_sql as proposals
from groups.receipts import tables_sql as receipts
from groups.routines import tables_sql as routines
from groups.seats import tables_sql as seats
from groups.surveys import tables_sql as surveys
from groups.trainings import tables_sql as trainings
from groups.voices import tables_sql as voices
from groups.words_sql import FOUND
from groups.year import duty_sql as duties
from groups.year import register_sql as registers
from groups.year import tables_sql as year

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {
    *("groups_forum", "groups_seatrequirement", "groups_membership", "groups_minutestemplate"),
    *(f"groups_{name}" for name in meetings.DOORS),
    calendar.TABLE,
    documents.TABLE,
    frequency.TABLE,
    *tasks.TABLES,
    *agreements.TABLES,
    following.TABLE,
    receipts.TABLE,
    *routines.TABLES,
    seats.TABLE,
    *year.TABLES,
    *registers.TABLES,
    duties.TABLE,
    *lifting.TABLES,
    *evaluation.TABLES,
    interests.TABLE,
    *polls.TABLES,
    proposals.TABLE,
    headings.TABLE,
    news.TABLE,
    *trainings.TABLES,
    voices.TABLE,
    *surveys.TABLES,
}
OPEN: set[str] = set()
DEFINERS = {
    *meetings.FUNCTIONS,
    *("leaders_to_let_in", "open_item_count", "minutes_locked", "meeting_locked", "left_in_groups", "left_by_people"),
    *calendar.DEFINERS,
    *tasks.FUNCTIONS,
    *agreements.FUNCTIONS,
    *agreements.HELD,
    *binding.FUNCTIONS,
    *receipts.DEFINERS,
    *routines.FUNCTIONS,
    *routines.HELD,
    *FOUND,
    *year.FUNCTIONS,
    *year.HELD,
    *registers.HELD,
    *lifting.FUNCTIONS,
    *lifting.FOUND,
    *evaluation.DEFINERS,
    *surveys.DEFINERS,
}
