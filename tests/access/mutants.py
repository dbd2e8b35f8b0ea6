"""Ways to weaken the wall, one at a time: a condition gone, a door opened, row security lowered, a trigger dropped."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.access.tables import lists
from sip.access import joining_sql
from tests.access import catalogue

# The functions whose conditions the full run takes away one by one, by what they are about.
CALLING = ("call_needs_consent",)
CARRYING = "disclosure_needs_consent side_of kind_of_piece may_rest_on filed_piece_is_disclosed".split()
FOLLOWING = (
    "calls_go consent_is_answered screen_is_signed day_is_corrected identity_goes escalation_needs_consent"
).split()
PASSING_ON = "receiver_needs_basis consent_fits_its_case unborn_consent_ends".split()
ANSWERING = (
    "asked_visible_deviation_ids asked_readable_deviation_ids asked_writable_deviation_ids follow_up_area_ids "
    "visible_follow_up_ids writable_follow_up_ids movable_follow_up_ids answerable_follow_up_ids"
).split()
JOINING = [name.removesuffix("()") for name in joining_sql.QUESTIONS] + ["unresolved_goes_to"]
PLANNING = (
    "asked_visible_plan_case_ids asked_started_case_ids asked_led_case_ids visible_filed_copy_ids is_own_invitation "
    "plan_needs_consent copy_is_the_version other_plan_is_shown"
).split()
FUNCTIONS = (*CALLING, *CARRYING, *FOLLOWING, *PASSING_ON, *ANSWERING, *JOINING, *PLANNING)
TOKEN = re.compile(
    r"'(?:[^']|'')*'|[(),;]|\b(?:AND|OR|WHERE|ON|WHEN|IF|ELSIF|UNION|JOIN|LEFT|CROSS|GROUP|ORDER|LIMIT|THEN|SELECT|"
    r"BETWEEN|ELSE|END|FROM|AS)\b",
    re.IGNORECASE,
)
OPENING = {"WHERE", "ON", "WHEN", "IF", "ELSIF"}
CLOSING = {"UNION", "JOIN", "LEFT", "CROSS", "GROUP", "ORDER", "LIMIT", "THEN", ";"}
# Where what a function answers is a condition too: what a CASE gives, and what stands joined in a list.
GIVING, GIVEN = {"THEN", "ELSE"}, {"END", "FROM", "AS"}


READS = (
    "acting_row verified_context asked_case_relations asked_visible_ asked_readable_ visible_ reviewed_principal_id "
    "follow_up_area_ids"
).split()


@dataclass(frozen=True)
class Mutant:
    """`role` changes the database by `sql`; `name` says what was weakened."""

    name: str
    role: str
    sql: str

    @property
    def opens_reading(self) -> bool:
        """Whether it may let somebody read; else only what may be written, called or looked up is in question."""
        return self.name.startswith(tuple(READS)) or "_select_" in self.name or "_region " in self.name

    @property
    def is_of_a_door(self) -> bool:
        """Whether a policy is weakened, not a question or a gate that is a function."""
        return self.sql.startswith("ALTER POLICY")


def conditions(text: str, *, whole: bool = False, answers: bool = False) -> list[tuple[int, int]]:
    """Where each single condition stands: between WHERE, ON, WHEN, IF, AND, OR and what ends them, at its own depth.

    `whole`: the text is itself one condition, as of a policy. `answers`: what is given as an answer is read too.
    """
    reading = _Reading(whole, answers)
    for token in TOKEN.finditer(text):
        reading.take(token.group().upper(), token.start(), token.end())
    reading.close(len(text))
    return [(start, end) for start, end in reading.found if text[start:end].strip().lower() not in ("", "true")]


class _Reading:
    """Where we are: for each open parenthesis where a condition began, if it is surely one, if BETWEEN waits."""

    def __init__(self, whole: bool, answers: bool):
        self.opening = OPENING | GIVING if answers else OPENING
        self.closing = (CLOSING - GIVING) | GIVEN if answers else CLOSING
        self.answers = answers
        self.found: list[tuple[int, int]] = []
        self.levels: list[list] = [[0 if whole else None, whole, False]]

    def take(self, word: str, start: int, end: int) -> None:
        level = self.levels[-1]
        if word == "(":
            self.levels.append([end, False, False])
        elif word == ")":
            self.close(start)
            self.levels.pop()
        elif word == "BETWEEN":
            level[2] = True
        elif word in ("SELECT", ","):
            level[:2] = end if self.answers else None, False
        elif word in ("AND", "OR"):
            self._joined(level, start, end)
        elif word in self.opening | self.closing:
            self.close(start)
            level[:2] = (end, True) if word in self.opening else (None, False)

    def _joined(self, level: list, start: int, end: int) -> None:
        if level[2]:
            level[2] = False
        elif level[0] is not None:
            self.found.append((level[0], start))
            level[:2] = end, True

    def close(self, at: int) -> None:
        start, certain, _ = self.levels[-1]
        if certain and start is not None:
            self.found.append((start, at))


def weakened(text: str, *, whole: bool = False) -> Iterator[tuple[str, str]]:
    """(the condition taken away, the text without it)."""
    for start, end in conditions(text, whole=whole):
        yield " ".join(text[start:end].split())[:90], f"{text[:start]} true {text[end:]}"


def turned(text: str) -> Iterator[tuple[str, str]]:
    """Each condition, also of what is answered, taken away, then turned into its opposite."""
    for start, end in conditions(text, answers=True):
        said = " ".join(text[start:end].split())[:90]
        yield said, f"{text[:start]} true {text[end:]}"
        yield f"not {said}", f"{text[:start]} (NOT ({text[start:end]})) {text[end:]}"


def of_functions(
    names: Sequence[str], change: Callable[[str], Iterable[tuple[str, str]]] = weakened
) -> Iterator[Mutant]:
    for name, body, definition, owner in catalogue.rows(
        """SELECT p.proname, p.prosrc, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner)
        FROM pg_proc p WHERE p.pronamespace = 'access'::regnamespace AND p.proname = ANY (%s) ORDER BY p.proname""",
        [*names],
    ):
        for number, (condition, text) in enumerate(change(body)):
            yield Mutant(f"{name} {number}: {condition}", owner, definition.replace(body, text, 1))


def _says_what_stood(table: str, using: str, check: str) -> bool:
    """A check of the very words of the policy's USING, on columns nobody may change: what stood stands still."""
    changing = catalogue.column(
        """SELECT a.attname FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0
        AND NOT a.attisdropped AND has_column_privilege('bus_app', a.attrelid, a.attname, 'UPDATE')""",
        table,
    )
    return check == using and not set(changing) & set(re.findall(r"\w+", check))


def of_policies() -> Iterator[Mutant]:
    walled = lists().child_level | lists().region_level
    for table, name, _, _, roles, using, check in sorted(catalogue.policies()):
        if table not in walled or set(roles) & {"bus_owner", "bus_worker", "bus_report"}:
            continue
        for clause, text in (("USING", using), ("WITH CHECK", check)):
            if text in ("", "true") or (clause == "WITH CHECK" and _says_what_stood(table, using, check)):
                continue
            texts = dict(weakened(text, whole=True))
            texts["all of it"] = "true"
            for condition, left in texts.items():
                sql = f"ALTER POLICY {name} ON {table} {clause} ({left})"
                yield Mutant(f"{name} {clause}: {condition}", "bus_owner", sql)


def of_tables() -> Iterator[Mutant]:
    for table in sorted(lists().child_level | lists().region_level):
        yield Mutant(f"{table} without FORCE", "bus_owner", f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield Mutant(f"{table} without row security", "bus_owner", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def of_triggers() -> Iterator[Mutant]:
    for table, name in catalogue.rows(
        """SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND NOT c.relispartition AND t.tgname NOT LIKE '%_changed' ORDER BY 1, 2"""
    ):
        yield Mutant(f"without trigger {name}", "bus_owner", f"DROP TRIGGER {name} ON {table}")


def of_joining() -> Iterator[Mutant]:
    """What holds who is let into a case: its questions, its doors by condition, the columns that may change."""
    doors = tuple(
        start
        for name, (_, using, check) in joining_sql.DOORS.items()
        for start, said in (
            (f"sip_{name}_insert_app_1 WITH CHECK:", True),
            (f"sip_{name}_update_app_2 USING:", using and using != joining_sql.BEFORE[name][1]),
            (f"sip_{name}_update_app_2 WITH CHECK:", check),
        )
        if said
    )
    yield from of_functions(JOINING)
    yield from (mutant for mutant in of_policies() if mutant.name.startswith(doors))
    for name in joining_sql.CHANGING:
        yield Mutant(f"sip_{name} rewritten", "bus_owner", f"GRANT UPDATE ON sip_{name} TO bus_app")


PLAN = (
    "sipplan planoffer planrole handover planmeeting planinvitation plansection planvoice plangoal planmeasure "
    "planversion otherplan costrecord filedcopy surveycode plantelling plananswer refusal"
).split()


def of_plans() -> Iterator[Mutant]:
    """What holds who is let into a plan and who writes in it: its questions, its gates, its doors by condition."""
    doors = tuple(f"sip_{name}_{command}_app" for name in PLAN for command in ("select", "insert", "update"))
    yield from of_functions(PLANNING)
    yield from (
        mutant for mutant in of_policies() if mutant.name.startswith((*doors, "sip_participation_", "sip_childcase_i"))
    )


BESIDE = (
    "takeover timequestion timeenquiry casenoticed lssoffer sortedtext informationgiven consentsignature extract "
    "extractitem"
).split()


def of_beside() -> Iterator[Mutant]:
    """What holds who writes and reads what stands beside a case, by condition."""
    doors = tuple(f"sip_{name}_{command}_app" for name in BESIDE for command in ("select", "insert", "update"))
    yield from (mutant for mutant in of_policies() if mutant.name.startswith(doors))


def with_conditions() -> set[str]:
    """The functions of the wall that say a condition, but for the log's and those that only remember an answer."""
    bodies = catalogue.rows(
        """SELECT proname, prosrc FROM pg_proc p WHERE pronamespace = 'access'::regnamespace AND proname !~ '^audit_'
        AND NOT EXISTS (SELECT FROM pg_proc q WHERE q.pronamespace = p.pronamespace
          AND q.proname = 'asked_' || p.proname)"""
    )
    return {name for name, body in bodies if next(weakened(body), None)}
