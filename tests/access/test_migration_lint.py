"""What `./bus check` refuses in a migration, and that ours have none of it."""

import pytest
from django.core.management import call_command
from django.db import migrations, models

from core.access.migration_lint import faults

ROW = migrations.CreateModel("Row", [("id", models.UUIDField(primary_key=True))])
INDEX = migrations.AddIndex("row", models.Index(fields=["id"], name="row_id"))
COLUMN = migrations.AddField("row", "code", models.TextField())
FILL = migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop)


def migration(*operations, name="0002_codes", **said):
    made = type("Migration", (migrations.Migration,), {"operations": list(operations), **said})
    return made(name, "groups")


def test_ours_have_no_fault(capsys):
    call_command("lint_migrations")

    assert capsys.readouterr().out.endswith("migrations, no fault.\n")


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (migration(ROW, name="0002_auto_20260101"), "is not named for what it is about"),
        (migration(migrations.RunSQL("SELECT 1")), "has no way back: Raw SQL operation"),
        (migration(migrations.RunPython(migrations.RunPython.noop)), "has no way back: Raw Python operation"),
        (migration(ROW, FILL), "changes data and schema at once"),
        (
            migration(migrations.RunSQL("UPDATE groups_row SET a = 1", ""), ROW),
            "changes data and schema at once",
        ),
        (
            migration(migrations.RemoveField("row", "code")),
            "takes something away without saying why (taken_away): Remove field code from row",
        ),
        (
            migration(migrations.RunSQL("SET ROLE x;\nDROP TABLE groups_row", "")),
            "takes something away without saying why (taken_away): Raw SQL operation",
        ),
        (
            migration(migrations.SeparateDatabaseAndState([migrations.DeleteModel("Row")])),
            "takes something away without saying why (taken_away): Delete model Row",
        ),
        (migration(INDEX), "locks a table that stands (holds_lock): Create index row_id on field(s) id of model row"),
        (migration(COLUMN), "standing rows have no value: Add field code to row"),
    ],
)
def test_what_is_refused(given, fault):
    assert faults(given) == [fault]


@pytest.mark.parametrize(
    "given",
    [
        migration(ROW, INDEX, COLUMN),
        migration(migrations.AddField("row", "code", models.TextField(default=""))),
        migration(migrations.AddField("row", "code", models.TextField(null=True))),
        migration(FILL),
        migration(migrations.RemoveField("row", "code"), taken_away="Nobody read it."),
        migration(INDEX, holds_lock="A hundred rows."),
        migration(migrations.RunSQL("ALTER TABLE groups_row SET (fillfactor = 70)", "")),
    ],
)
def test_what_may_run(given):
    assert faults(given) == []
