"""Whoever is called by a unit that the consent no longer covers is called no more. [CS-20]"""

from django.db import migrations, models

from sip.access import calls_sql

KNOWN = [("unknown", "Inte noterat")]
RELEASED = [("released", "Inte längre kallad")]
FORUM = [("present", "Närvarande"), ("absent", "Frånvarande utan ersättare"), ("replaced", "Ersatt")]
PLAN = [("present", "Var med"), ("absent", "Var inte med")]


def attendance(model: str, came: list[tuple[str, str]]) -> migrations.AlterField:
    field = models.CharField(choices=[*KNOWN, *came, *RELEASED], default="unknown", max_length=20)
    return migrations.AlterField(model, "attendance", field)


class Migration(migrations.Migration):
    dependencies = [("sip", "0023_given_stands")]
    operations = [
        attendance("call", FORUM),
        attendance("planinvitation", PLAN),
        migrations.RunSQL(calls_sql.CALLS_GO, calls_sql.CALLS_GO_BACK),
    ]
