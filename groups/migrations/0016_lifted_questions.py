"""Questions lifted to the forum above, the steps of their way and what each forum prepares. [S-57, F40, F42]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.lifting import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0015_duty_notes"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LiftedQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("lifted", "Väntar på svar"),
                            ("answered", "Besvarad"),
                            ("confirmed", "Svaret är mottaget"),
                            ("withdrawn", "Återtagen"),
                        ],
                        default="lifted",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Fråga")),
                ("text", models.TextField(max_length=5000, verbose_name="Vad frågan gäller")),
                ("why", models.TextField(max_length=2000, verbose_name="Varför gruppen inte kan avgöra den själv")),
                (
                    "asks",
                    models.CharField(
                        choices=[
                            ("decision", "Ett beslut"),
                            ("stance", "Ett ställningstagande"),
                            ("information", "En upplysning"),
                        ],
                        max_length=20,
                        verbose_name="Det gruppen ber om",
                    ),
                ),
                ("decided_as", models.CharField(blank=True, max_length=20, verbose_name="Beslut att lyfta frågan")),
                ("lifted_on", models.DateField(verbose_name="Lyftes")),
                ("answered_on", models.DateField(null=True, verbose_name="Besvarades")),
                ("did", models.TextField(blank=True, max_length=2000, verbose_name="Vad gruppen gjorde med svaret")),
                ("confirmed_on", models.DateField(null=True, verbose_name="Svaret togs emot")),
                (
                    "withdraw_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="Varför frågan togs tillbaka"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forumdecision",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forum",
                        verbose_name="Lyfts av",
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
                "ordering": ["lifted_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="LiftStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "Skickad"),
                            ("received", "Mottagen"),
                            ("passed_on", "Skickad vidare"),
                            ("answered", "Besvarad"),
                            ("withdrawn", "Återtagen"),
                        ],
                        default="sent",
                        max_length=20,
                    ),
                ),
                ("message", models.TextField(blank=True, max_length=5000, verbose_name="När frågan skickades vidare")),
                ("sent_on", models.DateField(verbose_name="Kom till gruppen")),
                ("due_on", models.DateField(null=True, verbose_name="Svar senast")),
                ("received_on", models.DateField(null=True, verbose_name="Togs emot")),
                ("taken_up_on", models.DateField(null=True, verbose_name="Tas upp på möte")),
                ("answer", models.TextField(blank=True, max_length=10000, verbose_name="Svar")),
                ("decided_as", models.CharField(blank=True, max_length=60, verbose_name="Beslut")),
                ("ended_on", models.DateField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.forumdecision",
                    ),
                ),
                (
                    "from_forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "origin",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="groups.liftedquestion"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "to_forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
            ],
            options={
                "ordering": ["question", "number"],
            },
        ),
        migrations.CreateModel(
            name="LiftNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("text", models.TextField(blank=True, max_length=5000, verbose_name="Beredning")),
                (
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.agendaitem"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="groups.liftstep"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="liftedquestion",
            index=models.Index(fields=["region", "origin", "status"], name="groups_lift_region__936b8a_idx"),
        ),
        migrations.AddConstraint(
            model_name="liftedquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", False), ("status__in", ["answered", "confirmed"])),
                    models.Q(
                        models.Q(("status__in", ["answered", "confirmed"]), _negated=True),
                        ("answered_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="lift_answered_exactly_with_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="liftedquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_on__isnull", False), ("status", "confirmed"), models.Q(("did", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("status", "confirmed"), _negated=True), ("confirmed_on__isnull", True), ("did", "")
                    ),
                    _connector="OR",
                ),
                name="lift_confirmed_exactly_with_what_was_done",
            ),
        ),
        migrations.AddConstraint(
            model_name="liftedquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), models.Q(("withdraw_reason", ""), _negated=True)),
                    models.Q(models.Q(("status", "withdrawn"), _negated=True), ("withdraw_reason", "")),
                    _connector="OR",
                ),
                name="lift_withdrawn_exactly_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="liftstep",
            index=models.Index(fields=["region", "to_forum", "status"], name="groups_lift_region__72e757_idx"),
        ),
        migrations.AddConstraint(
            model_name="liftstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_forum", models.F("to_forum")), _negated=True),
                name="lift_goes_to_another_forum",
            ),
        ),
        migrations.AddConstraint(
            model_name="liftstep",
            constraint=models.UniqueConstraint(fields=("question", "number"), name="lift_step_once"),
        ),
        migrations.AddConstraint(
            model_name="liftstep",
            constraint=models.UniqueConstraint(fields=("question", "to_forum"), name="lift_comes_to_a_forum_once"),
        ),
        migrations.AddConstraint(
            model_name="liftstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["sent", "received"])),
                fields=("question",),
                name="lift_stands_with_one_forum_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="liftstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "answered"), models.Q(("answer", ""), _negated=True)),
                    models.Q(models.Q(("status", "answered"), _negated=True), ("answer", "")),
                    _connector="OR",
                ),
                name="lift_step_answered_exactly_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="liftstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("status__in", ["sent", "received"])),
                    models.Q(
                        models.Q(("status__in", ["sent", "received"]), _negated=True), ("ended_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="lift_step_ended_exactly_with_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="liftnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", True), models.Q(("text", ""), _negated=True)),
                    models.Q(("item__isnull", False), ("text", "")),
                    _connector="OR",
                ),
                name="lift_note_has_words_or_a_place_on_an_agenda",
            ),
        ),
        *tables_sql.PROTECTION,
    ]
