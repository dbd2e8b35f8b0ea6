"""What is found by its words in the groups' papers, by those who read it. [perf 1d]"""

from core.access.found_sql import Searched, searchable
from groups.agreements import tables_sql as agreements
from groups.assignments import tables_sql as tasks
from groups.meetings import tables_sql as meetings
from groups.routines import tables_sql as routines


def _part(name: str, columns: tuple[str, ...], standing: str, gives: str = "id") -> Searched:
    """Of a meeting: what stands, for those who read it."""
    return Searched(f"groups_{name}", columns, f"{meetings.DOORS[name][0]} AND {standing}", gives)


FOUND = {
    "found_forum_ids": (Searched("groups_forum", ("name",)),),
    "found_meeting_ids": (
        _part("meeting", ("theme", "place"), "true"),
        _part("agendaitem", ("title", "background", "note"), "removed_at IS NULL", "meeting_id"),
    ),
    "found_decision_ids": (_part("forumdecision", ("year", "number", "text"), "struck_at IS NULL"),),
    "found_action_ids": (_part("actionitem", ("text", "result"), "struck_at IS NULL"),),
    "found_agreement_ids": (
        Searched(agreements.AGREEMENT, ("title", "target_group"), agreements.DOORS[agreements.AGREEMENT][0]),
        Searched(agreements.CHAPTER, ("text",), agreements.READS, "agreement_id"),
    ),
    "found_routine_version_ids": (
        Searched(routines.VERSION, ("title", "change"), routines.DOORS[routines.VERSION][0]),
        Searched(routines.SECTION, ("text",), routines.READS, "routine_version_id"),
    ),
    "found_task_ids": (Searched(tasks.TASK, ("title", "text", "target_group", "expected", "result"), tasks.READ),),
}
SEARCHABLE = [operation for name, places in FOUND.items() for operation in searchable(name, *places)]
