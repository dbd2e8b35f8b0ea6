"""The wall as the database itself tells it: lists, policies, rights, definers, keys. [security 3]"""

import pytest
from django.db import connection

from core.access import startup
from core.access.migration_ops import ROWS
from core.access.tables import lists
from groups.meetings.tables_sql import GUARDED
from sip.access import child_level_sql
from tests.access import catalogue
from tests.database import as_role

pytestmark = pytest.mark.django_db

# What may be deleted, by whom: drafts, sent forms, saved filters, sessions, own factors and addresses, a seat's term
# that has not begun; nothing else ever.
DELETABLE = {
    ("bus_app", "groups_membership"),
    ("bus_app", "sip_draft"),
    ("bus_app", "deviations_deviationdraft"),
    ("bus_worker", "deviations_deviationdraft"),
    ("bus_worker", "deviations_deviationguest"),
    ("bus_app", "ui_sentform"),
    ("bus_app", "intake_intakedraft"),
    ("bus_worker", "intake_intakedraft"),
    ("bus_app", "finding_savedfilter"),
    ("bus_app", "people_session"),
    ("bus_app", "account_emailaddress"),
    ("bus_app", "mfa_authenticator"),
    ("bus_worker", "people_session"),
}
# The two definers that make and take away tables: the months of the log. They read no row themselves.
OWNED_BY_OWNER = {"audit_make_partitions", "audit_drop_month"}


def walled() -> frozenset[str]:
    known = lists()
    return known.child_level | known.region_level


def test_every_table_stands_in_exactly_one_list():
    known, found = lists(), catalogue.tables()
    whole = {name for name, (_, partition) in found.items() if not partition}

    assert known.child_level | known.region_level | known.open == whole
    assert not known.child_level & known.region_level
    assert not (known.child_level | known.region_level) & known.open
    assert "sip_case" in known.child_level


def test_every_question_of_the_wall_says_how_few_rows_it_answers_with():
    assert catalogue.estimates() == {1, ROWS}  # the acting row is one


def test_row_security_is_forced_on_every_walled_table_and_partition():
    found = catalogue.tables()
    parts = {name for name, (_, partition) in found.items() if partition}

    assert {name for name in walled() | parts if not found[name][0]} == set()
    assert {name[: len("audit_event_20")] for name in parts} == {"audit_event_20"}


def test_one_wall_of_the_region_stands_before_all_commands():
    walls = [row for row in catalogue.policies() if row[2] and row[3] == "ALL"]

    child = lists().child_level
    assert sorted(row[0] for row in walls) == sorted(walled())
    for table, _, _, _, roles, using, check in walls:
        assert roles == ["public"]
        assert ("access.child_level_region_id()" if table in child else "access.region_id()") in using, table
        assert check == using


def test_what_answers_of_children_for_whoever_acts_asks_whether_the_session_may_know():
    """A definer passes the walls. Jobs act for nobody; what tells sums alone is named. [security 1 (1), ADR 17]"""
    child = "|".join(sorted(lists().child_level))
    asking = set(
        catalogue.column(
            """SELECT proname FROM pg_proc WHERE pronamespace = 'access'::regnamespace AND prosecdef
            AND prosrc ~ %s AND (prosrc ~ 'access[.]acting_row[(]' OR has_function_privilege('bus_app', oid, 'EXECUTE')
              AND prosrc ~ 'access[.](assignment_id|user_id|region_id)[(]')
            AND prosrc !~ 'access[.]child_level_(row|region_id)[(]'""",
            rf"\m({child})\M",
        )
    )

    assert asking == set(child_level_sql.FIGURES)
    named = catalogue.column(
        """SELECT proname FROM pg_proc WHERE pronamespace = 'access'::regnamespace
        AND prosrc ~ 'access[.]child_level_(row|region_id)[(]'"""
    )
    assert sorted(named) == sorted([*child_level_sql.BY_ROW, *child_level_sql.BY_REGION])


def test_every_right_has_a_door_of_its_own_and_no_door_is_for_everybody():
    doors = {(role, row[0], row[3]) for row in catalogue.policies() if not row[2] for role in row[4]}
    missing = {
        (role, table, command)
        for command in ("SELECT", "INSERT", "UPDATE", "DELETE")
        for role, table in catalogue.privileges(command)
        if table in walled() and not {(role, table, command), (role, table, "ALL")} & doors
    }
    assert missing == set()
    assert not {role for role, _, _ in doors} & {"public", "bus_loader", "bus_migrate"}


def test_no_door_of_the_child_level_is_simply_open_to_the_web():
    child = lists().child_level
    open_doors = [row[:2] for row in catalogue.policies() if row[0] in child and "bus_app" in row[4]
                  and "true" in (row[5], row[6])]  # fmt: skip
    assert open_doors == []


def test_definers_are_the_closed_list():
    known = lists().definers
    found = [row for row in catalogue.functions() if row[3]]

    assert {row[1] for row in found} == known
    assert {row[0] for row in found} == {"access"}
    assert {row[1] for row in found if row[2] != "bus_policy"} == OWNED_BY_OWNER
    for _, name, _, _, settings, _, _ in found:
        path = [one for one in settings if one.startswith("search_path=")]
        assert [one.endswith("pg_temp") for one in path] == [True], name


def test_no_function_is_for_everybody_nor_will_be():
    assert [row[1] for row in catalogue.functions() if row[5]] == []

    made = "CREATE FUNCTION {}() RETURNS int LANGUAGE sql AS 'SELECT 1'"
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute(made.format("public.by_owner"))
        cursor.execute("SET LOCAL ROLE bus_policy")
        cursor.execute(made.format("access.by_policy"))
        found = catalogue.functions()
    assert {row[1]: row[5] for row in found if row[1] in ("by_owner", "by_policy")} == {
        "by_owner": False, "by_policy": False,
    }  # fmt: skip


def test_nothing_is_deleted_but_what_is_listed():
    assert catalogue.privileges("DELETE") == DELETABLE


# Whose a row is, what it hangs on and when it was made never change; a table not named changes in no column at all.
CHANGING = {
    "sip_call": "attendance replied_at reply",
    "sip_child": "adaptations birth_date dialect family_name given_name interpreter_language registered_district_id "
    "school_unit_id sex sign_language",
    "sip_childidentifier": "valid_to",
    "sip_childperson": "adaptations appointed_from appointed_to appointment_number child_objects described dialect "
    "interpreter_language may_take_part name phone relation sign_language stands_for_id valid_to",
    "sip_consent": "ended_at ended_by_id status word_form word_of",
    "sip_consentunit": "withdrawn_at word_form word_of",
    "sip_contact": "valid_to",
    "sip_forumcase": "convened_on decided_on deviation_code ended_on escalated_on escalation_summary first_outcome "
    "held_on is_deidentified outcome_on return_reason status withdraw_reason",
    "sip_extract": "ended_at ended_by_id handed_by_id handed_on manner read_at read_by_id reader_id reason sha256 "
    "status words",
    "sip_extractitem": "choice decided_by_id ground",
    "sip_guardian": "adaptations appointed_from appointed_to appointment_number custody dialect interpreter_language "
    "name phone sign_language valid_to",
    "sip_guardianbar": "ended_by_id valid_to",
    "sip_numberchange": "decided_at decided_by_id status",
    "sip_occasion": "cancel_reason cancelled_at held_at moved_at moved_from outcome place starts_at status",
    "sip_participation": "valid_to",
    "sip_handover": "ended_at status",
    "sip_needassessment": "instead_id instead_on",
    "sip_otherplan": "case_id coordination ended_at holds is_at_odds review_on shown_at told_on valid_to",
    "sip_plangoal": "by_on horizon is_reached position serves_id taken_out_at text version",
    "sip_planinvitation": "attendance has_contact preparation refusal_reason replied_at reply",
    "sip_planmeasure": "assignment_id doer due_on followed_up_on goal_id person position result result_text "
    "starts_on taken_out_at text unit_id version",
    "sip_planmeeting": "cancelled_at cancelled_by_id child_present guardians_present held_at status",
    "sip_planoffer": "answer answered_by answered_on motivation reason reason_code",
    "sip_planrole": "valid_to",
    "sip_plansection": "saved_at saved_by_id text version",
    "sip_plantelling": "manner note told_by_id told_on",
    "sip_planvoice": "replaced_at",
    "sip_sortedtext": "taken_back_at",
    "sip_sipplan": "activated_on called_on closing_reason consented_on drafted_on ended_on "
    "external_reference label next_follow_up_on not_needed_reason offered_on "
    "responsible_principal_id started_on status",
    "sip_healthexam": "checked_on equivalence mental_done_on oral_done_on physical_done_on requested_on statement_on",
    "sip_placement": "application_on asylum_exam asylum_exam_on end_planned_on end_reason ended_on exam_decided_on "
    "exam_done_on planned_end_on planning_invited_on planning_met_on starts_on status",
    "sip_lssoffer": "answered_on beside end_reason ended_on offered_by_id offered_on recorded_by_id review_on "
    "reviewed_on status told_on valid_from",
    "sip_placementstep": "done_on noted_by_id",
    "sip_firstlineask": "answered_by_id answered_on sent_on status why_not",
    "sip_placementnotice": "sent_on taken_at taken_by_id",
    "sip_protectedresidence": "end_told_on ended_on start_told_on",
    "sip_transfer": "ended_on status",
    "sip_expectedbirth": "ended_by_id ended_on",
    "sip_transition": "closed_by_id closed_on drop_reason drop_words guardian_wish handed_over_on meeting_at "
    "meeting_place met_on planned_on status wish_on",
    "sip_transitionunit": "called_on came confirmed_by_id confirmed_on removed_on replied_on reply",
    "sip_protecteddata": "ended_by_id valid_to",
}
# Their rows open nothing to anybody: text and dates that follow the case's or the child's own doors.
REWRITTEN = {
    "sip_consentgiver", "sip_minutes", "sip_minutessection", "sip_decision",
    "sip_draft",
}  # fmt: skip


def test_what_a_row_of_the_child_level_is_and_hangs_on_never_changes():
    found = catalogue.rows(
        """SELECT c.relname, string_agg(a.attname, ' ' ORDER BY a.attname) FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relname = ANY (%s) AND has_column_privilege('bus_app', c.oid, a.attname, 'UPDATE') GROUP BY 1""",
        sorted(lists().child_level - REWRITTEN),
    )
    assert dict(found) == CHANGING


def test_nobody_empties_creates_or_makes_temporary_tables():
    assert catalogue.privileges("TRUNCATE") == catalogue.privileges("TRIGGER") == set()
    assert catalogue.privileges("REFERENCES") == set()
    for role in catalogue.ROLES:
        name = connection.settings_dict["NAME"]
        rights = catalogue.rows(
            """SELECT has_database_privilege(%s, %s, 'CREATE'), has_database_privilege(%s, %s, 'TEMP'),
            has_schema_privilege(%s, 'public', 'CREATE'), has_schema_privilege(%s, 'access', 'CREATE')""",
            role, name, role, name, role, role,
        )  # fmt: skip
        assert rights == [(False, False, False, False)], role


def test_jobs_and_figures_reach_no_child_by_any_column():
    child = lists().child_level
    reached = {
        (role, table)
        for command in ("SELECT", "INSERT", "UPDATE", "DELETE")
        for role, table in catalogue.privileges(command)
        if table in child and role != "bus_app"
    }
    added = {("bus_worker", "sip_transition"), ("bus_worker", "sip_transitionunit")}  # found by the job, never read
    figures = {("bus_report", f"sip_{table}") for table in ("case", "forumcase", "occasion", "sipplan")}
    assert reached == figures | added
    read_or_changed = {row for kind in ("SELECT", "UPDATE", "DELETE") for row in catalogue.privileges(kind)}
    assert not added & read_or_changed
    columns = catalogue.column(
        """SELECT a.attname FROM pg_attribute a WHERE a.attrelid = 'sip_forumcase'::regclass AND a.attnum > 0
        AND NOT a.attisdropped AND has_column_privilege('bus_report', 'sip_forumcase', a.attname, 'SELECT')"""
    )
    assert not {"question", "raised_by_id", "deviation_code"} & set(columns)


def test_nobody_reads_the_key_of_the_context_or_changes_the_log():
    for command in ("SELECT", "INSERT", "UPDATE"):
        assert "context_key" not in {table for _, table in catalogue.privileges(command)}
    for command in ("INSERT", "UPDATE"):
        assert not {row for row in catalogue.privileges(command) if row[1].startswith("audit_")}


def test_append_only_rows_are_refused_change_by_trigger():
    guarded = set(
        catalogue.column(
            """SELECT t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE p.proname LIKE 'refuse_change%' AND t.tgenabled IN ('O', 'A') AND t.tgtype & 1 = 1"""
        )
    )
    assert {
        "sip_contribution", "sip_disclosure", "sip_concernedmanager", "sip_casedeviation",
        "obligations_obligationevent", "audit_event",
    } <= guarded  # fmt: skip


APPEND_ONLY = set(
    "audit_droppedmonth audit_event audit_seal deviations_deviationanswer deviations_deviationstep "
    "followup_counting followup_figure followup_followupcomment followup_patterncount "
    "followup_patterntally followup_regionalreply followup_regioncount followup_regiontally "
    "followup_reportfile followup_tally groups_addendum "
    "groups_agreementreview groups_coursetaken groups_dutynote groups_liftnote groups_noterevision "
    "groups_schoolcontact groups_taskreport groups_traininggroup obligations_obligationevent sip_retentionapproval "
    "sip_retentionledger sip_retentionproof "
    "sip_takeover".split()
)
# Never changed, and gone with the whole record alone: by the function that takes it, as nobody else.
UNTIL_RETENTION = set(
    "sip_casedeviation sip_casenoticed sip_concernedmanager sip_consentsignature sip_contribution sip_disclosure "
    "sip_costrecord sip_filedcopy sip_filedpiece sip_plananswer sip_planversion sip_storedfile".split()
)
GATES = {
    "call_needs_consent": {"sip_call"},
    "sitting_needs_consent": {"sip_occasion"},
    "meeting_needs_consent": {"sip_planmeeting"},
    "link_needs_consent": {"sip_childcase"},
    "disclosure_needs_consent": {"sip_disclosure"},
    "disclosure_by_owner": {"sip_disclosure"},
    "consent_is_answered": {"sip_consent"},
    "consent_follows_rule": {"sip_consent"},
    "consent_is_decided": {"sip_consent"},
    "calls_go": {"sip_consentunit", "sip_consent"},
    "identity_goes": {"sip_consent", "sip_occasion", "sip_forumcase"},
    "escalation_needs_consent": {"sip_concernedmanager"},
    "day_is_corrected": {"sip_casenoticed"},
    "screen_is_signed": {"sip_consent"},
    "plan_needs_consent": {"sip_participation", "sip_planinvitation", "sip_filedcopy"},
    "filed_piece_is_disclosed": {"sip_filedpiece"},
    "copy_is_the_version": {"sip_filedcopy"},
    "other_plan_is_shown": {"sip_otherplan"},
    "minutes_take_two": {"sip_minutes"},
    "writers_stay": {"sip_minutessection"},
    "minutes_are_locked": {"sip_minutes", "sip_minutessection", "sip_decision"},
    "minutes_locked": {f"groups_{name}" for name in (*GUARDED, "actionitem", "agendadocument", "bestinterests")},
    "meeting_locked": {"groups_meeting"},
    "compilation_stands_still": {"followup_compilationsection", "followup_regioncount"},
    "follow_up_stands_still": {"followup_counting", "followup_followupsection"},
}
BY_ROW, INSERT, DELETE, UPDATE, TRUNCATE = 1, 4, 8, 16, 32


def guards(function: str, *events: int) -> set[str]:
    """Tables on which the function is called by all of these events, whichever triggers say so."""
    found = catalogue.rows(
        """SELECT c.relname, bit_or(t.tgtype) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        JOIN pg_class c ON c.oid = t.tgrelid
        WHERE p.proname = %s AND t.tgenabled IN ('O', 'A') AND NOT c.relispartition GROUP BY 1""",
        function,
    )
    return {table for table, kinds in found if all(kinds & event for event in events)}


def test_every_guard_stands_where_it_must():
    assert guards("audit_safety_net", INSERT, UPDATE, DELETE) == lists().child_level
    assert guards("refuse_change", UPDATE, DELETE, TRUNCATE) == APPEND_ONLY
    assert guards("refuse_change", TRUNCATE) == APPEND_ONLY | UNTIL_RETENTION
    assert guards("refuse_change_but_retention", UPDATE, DELETE) == UNTIL_RETENTION
    assert {name: guards(name) for name in GATES} == GATES


def test_views_ask_as_the_one_who_looks():
    views = catalogue.rows(
        f"""SELECT c.relname, c.relkind, coalesce(array_to_string(c.reloptions, ','), '') FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
          AND {catalogue.OURS.format(oid="c.oid")}"""
    )
    assert [row for row in views if row[1] == "m" or "security_invoker" not in row[2]] == []


def test_no_key_crosses_the_wall_of_the_region():
    assert catalogue.keys_across_regions() == set()


def test_no_key_takes_a_row_along_when_its_parent_goes():
    cascading = catalogue.column(
        """SELECT conname FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
        AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r'))"""
    )
    assert cascading == []


def test_no_child_level_column_fills_itself_in():
    child = sorted(lists().child_level)
    defaults = catalogue.column(
        """SELECT table_name || '.' || column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = ANY (%s)
          AND (column_default IS NOT NULL OR is_identity = 'YES')""",
        child,
    )
    assert defaults == []


def test_the_start_finds_no_fault_in_a_migrated_database():
    with connection.cursor() as cursor:
        found = [*startup.role_faults(cursor), *startup.catalogue_faults(cursor), *startup.clock_faults(cursor)]
    found += [*startup.migration_faults(), *startup.check_faults()]

    assert found == []
