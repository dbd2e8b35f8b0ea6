"""The joint meeting of a transition has a time, a place, units that are called and answer, and who came. [F100]"""

from django.db import migrations, models

from sip.transitions import tables_sql

REPLIES = [("yes", "Kommer"), ("no", "Kommer inte")]
Q = models.Q


def text(length: int, name: str, **more) -> models.CharField:
    return models.CharField(blank=True, default="", max_length=length, verbose_name=name, **more)


class Migration(migrations.Migration):
    holds_lock = "one check on sip_transitionunit, read through once: a county's in under a second"
    dependencies = [("sip", "0043_inquiry")]
    operations = [
        migrations.AddField("transition", "meeting_at", models.DateTimeField(null=True, verbose_name="Mötet börjar")),
        migrations.AddField("transition", "meeting_place", text(300, "Mötets plats")),
        migrations.AddField(
            "transitionunit", "called_on", models.DateField(null=True, verbose_name="Kallades till mötet")
        ),
        migrations.AddField("transitionunit", "reply", text(10, "Svar på kallelsen", choices=REPLIES)),
        migrations.AddField(
            "transitionunit", "replied_on", models.DateField(null=True, verbose_name="Svarade på kallelsen")
        ),
        migrations.AddField("transitionunit", "came", models.BooleanField(null=True, verbose_name="Var med på mötet")),
        migrations.AddConstraint(
            "transitionunit",
            models.CheckConstraint(
                condition=Q(reply="", replied_on__isnull=True) | ~Q(reply="") & Q(called_on__isnull=False),
                name="only_a_called_unit_answers",
            ),
        ),
        migrations.RunSQL(tables_sql.MEETING, tables_sql.NO_MEETING),
    ]
