"""A question about when a forum can meet: its times and what each says of them. [F31]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.polls import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0019_best_interests"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="DatePoll",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Väntar på svar"),
                            ("settled", "Tiden är vald"),
                            ("ended", "Avslutad utan möte"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Plats")),
                ("theme", models.CharField(blank=True, max_length=200, verbose_name="Tema")),
                ("reply_by", models.DateField(verbose_name="Svara senast")),
                ("reminded_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.meeting"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PollTime",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="times", to="groups.datepoll"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="PollAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "suits",
                    models.CharField(
                        choices=[("yes", "Kan"), ("if_needed", "Kan om det behövs"), ("no", "Kan inte")], max_length=10
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="groups.datepoll"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "time",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="groups.polltime"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="datepoll",
            index=models.Index(
                condition=models.Q(("status", "open")), fields=["region", "forum"], name="poll_of_a_forum_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="datepoll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("meeting__isnull", False), ("status", "settled")),
                    models.Q(models.Q(("status", "settled"), _negated=True), ("meeting__isnull", True)),
                    _connector="OR",
                ),
                name="poll_settled_exactly_with_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="datepoll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("status", "open")),
                    models.Q(models.Q(("status", "open"), _negated=True), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="poll_ended_exactly_with_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="polltime",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="poll_time_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="polltime",
            constraint=models.UniqueConstraint(fields=("poll", "starts_at"), name="poll_time_once"),
        ),
        migrations.AddIndex(
            model_name="pollanswer",
            index=models.Index(fields=["poll", "assignment"], name="groups_poll_poll_id_82d08b_idx"),
        ),
        migrations.AddConstraint(
            model_name="pollanswer",
            constraint=models.UniqueConstraint(fields=("time", "assignment"), name="poll_time_answered_once"),
        ),
        *tables_sql.PROTECTION,
    ]
