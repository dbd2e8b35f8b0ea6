"""Who cancelled a SIP meeting or ended a transition and when; a goal that changes is told to the child. [CS-19]"""

import django.db.models.deletion
from django.db import migrations, models

from sip.access import ended_sql
from sip.plans import tellings_sql


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
    )


class Migration(migrations.Migration):
    dependencies = [("sip", "0047_left_when_units_end"), ("people", "0005_doors")]
    holds_lock = "the constraints are of columns that no row has filled yet: checking them takes one pass"

    operations = [
        migrations.AddField("planmeeting", "cancelled_at", models.DateTimeField(null=True)),
        migrations.AddField("planmeeting", "cancelled_by", _person()),
        migrations.AddField("transition", "closed_by", _person()),
        migrations.AddField(
            "plantelling",
            "goal",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.plangoal"
            ),
        ),
        migrations.AlterField(
            "plantelling",
            "change",
            models.CharField(
                choices=[
                    ("version", "Planen är beslutad"),
                    ("measure_added", "Ny insats"),
                    ("measure_changed", "Ändrad insats"),
                    ("measure_out", "Borttagen insats"),
                    ("goal_added", "Nytt mål"),
                    ("goal_changed", "Ändrat mål"),
                    ("goal_out", "Borttaget mål"),
                    ("main_responsible", "Ny huvudansvarig"),
                    ("contact", "Kontaktpersonen har bytts eller slutat"),
                    ("meeting_cancelled", "Mötet är inställt"),
                    ("narrowed", "Samtycket gäller inte längre alla verksamheter"),
                    ("stopped", "Samtycket är återkallat och planen är stoppad"),
                    ("closed", "Planen är avslutad"),
                    ("transferred", "Planen är överlämnad till verksamheter för vuxna"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            "planmeeting",
            models.CheckConstraint(
                condition=models.Q(
                    ("status", "cancelled"),
                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                    _connector="OR",
                ),
                name="only_a_cancelled_plan_meeting_says_when",
            ),
        ),
        migrations.AddConstraint(
            "plantelling",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change__startswith", "goal_"), ("goal__isnull", False)),
                    models.Q(
                        models.Q(("change__startswith", "goal_"), _negated=True),
                        ("goal__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="telling_of_a_goal_names_it",
            ),
        ),
        *ended_sql.KEYS,
        tellings_sql.GOAL,
        migrations.RunSQL(ended_sql.DOORS, ended_sql.DOORS_BACK),
    ]
