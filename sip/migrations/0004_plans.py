"""The plan: its tables and who reaches them, and what a consent to a plan opens. [SM-1, F74-F93]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, policy_function, remembered
from core.audit.migration_ops import safety_net
from sip.access import plan_questions, plans_sql, questions

TABLES = (
    "sipplan planoffer planrole handover planmeeting planinvitation plansection planvoice plangoal planmeasure "
    "planversion otherplan costrecord filedcopy"
).split()


def again(name: str, body: str, before: str) -> migrations.RunSQL:
    """A question that now knows of plans; the way back puts the earlier one."""
    name = f"asked_{name}" if name.removesuffix("()") in questions.REMEMBERED else name
    return policy_function(name, "SETOF uuid", body, grant_to=(), reverse_body=before)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0001_forums"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0003_log"),
    ]

    operations = [
        migrations.CreateModel(
            name="CostRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cost_records", to="sip.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="Dag")),
                ("text", models.TextField(max_length=5000, verbose_name="Vad ni kom överens om")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FiledCopy",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("code", models.CharField(max_length=12)),
                ("version_number", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"
                    ),
                ),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("filed_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "case_id", "version_number"), name="version_filed_once_by_a_unit"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="sip.case"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Väntar på svar"),
                            ("accepted", "Övertagen"),
                            ("declined", "Tackade nej"),
                            ("recalled", "Återtagen"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "proposed")),
                        fields=("case",),
                        name="one_handover_at_a_time_in_a_plan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("status", "proposed")),
                            models.Q(models.Q(("status", "proposed"), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="handover_ended_exactly_when_stamped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="other_plans", to="sip.case"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lss_plan", "Individuell plan enligt LSS"),
                            ("school_action_programme", "Åtgärdsprogram"),
                            ("care_plan", "Vårdplan"),
                            ("implementation_plan", "Genomförandeplan"),
                            ("lpt_plan", "Plan enligt LPT"),
                            ("rehabilitation_plan", "Rehabiliteringsplan"),
                            ("habilitation_plan", "Habiliteringsplan"),
                            ("discharge_plan", "Utskrivningsplan"),
                            ("development_plan", "Utvecklingsplan"),
                            ("study_plan", "Studieplan"),
                        ],
                        max_length=30,
                        verbose_name="Slag av plan",
                    ),
                ),
                (
                    "owner_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Gäller från")),
                ("valid_to", models.DateField(null=True, verbose_name="Gäller till")),
                ("review_on", models.DateField(null=True, verbose_name="Ses över")),
                ("coordination", models.CharField(blank=True, max_length=500, verbose_name="Så hänger planerna ihop")),
                (
                    "holds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("c1", "Vilka insatser som behövs"),
                                ("c2", "Vad varje huvudman svarar för"),
                                ("c3", "Vad andra gör"),
                                ("c4", "Vilken huvudman som har det övergripande ansvaret"),
                                ("c6", "När och av vem planen följs upp"),
                                ("c7", "Barnets och vårdnadshavarnas egna önskemål"),
                            ],
                            max_length=4,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("told_on", models.DateField(null=True, verbose_name="Den andra huvudmannen underrättades")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="other_plan_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_goals", to="sip.case"
                    ),
                ),
                (
                    "horizon",
                    models.CharField(choices=[("short", "Delmål"), ("long", "Långsiktigt mål")], max_length=10),
                ),
                (
                    "serves",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="sip.plangoal"
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="Målet")),
                ("by_on", models.DateField(null=True, verbose_name="När")),
                ("position", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("is_reached", models.BooleanField(null=True)),
                ("taken_out_at", models.DateTimeField(null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "created_at"],
                "indexes": [models.Index(fields=["case", "position"], name="sip_plangoa_case_id_fd39fb_idx")],
            },
        ),
        migrations.CreateModel(
            name="PlanInvitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_invitations", to="sip.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("has_mandate", models.BooleanField()),
                ("has_contact", models.BooleanField(null=True, verbose_name="Har pågående kontakt med barnet")),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("none", "Inget svar"),
                            ("yes", "Kommer"),
                            ("no", "Kan inte komma"),
                            ("substitute", "Ersättare kommer"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                (
                    "refusal_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_contact", "Har ingen pågående kontakt med barnet"),
                            ("no_time", "Kan inte den tiden"),
                            ("not_ours", "Anser att frågan inte hör till verksamheten"),
                            ("no_staff", "Har ingen som kan komma"),
                        ],
                        max_length=20,
                    ),
                ),
                ("replied_at", models.DateTimeField(null=True)),
                (
                    "preparation",
                    models.CharField(blank=True, max_length=2000, verbose_name="Det här tar jag med till mötet"),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitute",
                        to="sip.planinvitation",
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("unknown", "Inte noterat"),
                            ("present", "Var med"),
                            ("absent", "Var inte med"),
                            ("released", "Inte längre kallad"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reply", "no"), _negated=True),
                            models.Q(("refusal_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invitation_refused_with_a_reason",
                    )
                ],
                "indexes": [models.Index(fields=["assignment", "reply"], name="sip_planinv_assignm_3e5953_idx")],
            },
        ),
        migrations.CreateModel(
            name="PlanMeasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_measures", to="sip.case"
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="sip.plangoal",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="Det här görs")),
                (
                    "doer",
                    models.CharField(
                        choices=[
                            ("unit", "En verksamhet"),
                            ("child", "Barnet"),
                            ("family", "Vårdnadshavarna"),
                            ("network", "Närstående eller en förening"),
                        ],
                        max_length=10,
                        verbose_name="Vem gör det?",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.unit",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("person", models.CharField(blank=True, max_length=200, verbose_name="Person som ansvarar")),
                ("starts_on", models.DateField(null=True, verbose_name="Börjar")),
                ("due_on", models.DateField(null=True, verbose_name="Klart senast")),
                ("position", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Inte följd upp"),
                            ("done", "Klar"),
                            ("going_on", "Pågår"),
                            ("not_started", "Har inte börjat"),
                            ("dropped", "Behövs inte längre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("result_text", models.CharField(blank=True, max_length=1000, verbose_name="Så gick det")),
                ("followed_up_on", models.DateField(null=True)),
                ("taken_out_at", models.DateTimeField(null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("doer", "unit"), ("unit__isnull", False)),
                            models.Q(models.Q(("doer", "unit"), _negated=True), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="measure_of_a_unit_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("result", ""), ("followed_up_on__isnull", False), _connector="OR"),
                        name="measure_result_has_its_day",
                    ),
                ],
                "indexes": [models.Index(fields=["case", "position"], name="sip_planmea_case_id_3e5cea_idx")],
            },
        ),
        migrations.CreateModel(
            name="PlanMeeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_meetings", to="sip.case"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("planning", "Möte för att göra planen"), ("follow_up", "Uppföljningsmöte")],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("called", "Kallat"), ("held", "Hållet"), ("cancelled", "Inställt")],
                        default="called",
                        max_length=20,
                    ),
                ),
                ("question", models.TextField(max_length=2000, verbose_name="Frågan till mötet")),
                ("starts_at", models.DateTimeField(verbose_name="Mötet börjar")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="Hur länge, i minuter")),
                ("place", models.CharField(max_length=300, verbose_name="Plats eller videolänk")),
                ("reply_by", models.DateField(null=True, verbose_name="Svara senast")),
                ("interpreter", models.CharField(blank=True, max_length=100, verbose_name="Tolk")),
                ("adaptations", models.CharField(blank=True, max_length=500, verbose_name="Anpassningar för barnet")),
                ("facilitator", models.CharField(blank=True, max_length=200, verbose_name="Mötesledare utifrån")),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("called_at", models.DateTimeField(default=core.clock.now)),
                ("held_at", models.DateTimeField(null=True)),
                ("child_present", models.BooleanField(null=True, verbose_name="Barnet var med")),
                ("guardians_present", models.BooleanField(null=True, verbose_name="Vårdnadshavarna var med")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="plan_meeting_number_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at__isnull", False), ("status", "held")),
                            models.Q(models.Q(("status", "held"), _negated=True), ("held_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="plan_meeting_held_exactly_when_stamped",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanOffer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_offers", to="sip.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="Planen erbjöds")),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("none", "Inget svar än"), ("yes", "Ja"), ("no", "Nej")], default="none", max_length=10
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="Svaret kom")),
                (
                    "answered_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child", "Barnet"),
                            ("guardians", "Vårdnadshavarna"),
                            ("one_guardian", "En av vårdnadshavarna"),
                        ],
                        max_length=20,
                        verbose_name="Vem svarade?",
                    ),
                ),
                (
                    "reason_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_need", "Tycker att en plan inte behövs"),
                            ("no_sharing", "Vill inte att verksamheterna delar uppgifter"),
                            ("not_now", "Orkar inte just nu"),
                            ("no_trust", "Har dåliga erfarenheter av tidigare stöd"),
                            ("other", "Annat skäl"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="Skäl",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="Skälet, om det sades")),
                (
                    "motivation",
                    models.CharField(blank=True, max_length=1000, verbose_name="Hur ni har motiverat och stöttat"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "none"), ("answered_on__isnull", True)),
                            ("answered_on__gte", models.F("offered_on")),
                            _connector="OR",
                        ),
                        name="offer_answered_after_it_was_made",
                    )
                ],
                "indexes": [models.Index(fields=["case", "offered_on"], name="sip_planoff_case_id_6476e1_idx")],
            },
        ),
        migrations.CreateModel(
            name="PlanRole",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_roles", to="sip.case"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("chair", "Mötesledare"),
                            ("recorder", "Sekreterare"),
                            ("main_responsible", "Huvudansvarig"),
                            ("contact", "Kontaktperson"),
                            ("coordinator", "SIP-samordnare"),
                            ("habilitation", "Samordningsansvarig för habilitering"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                ("valid_from", models.DateTimeField(default=core.clock.now)),
                ("valid_to", models.DateTimeField(null=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("part__in", ["chair", "recorder", "main_responsible"]), ("valid_to__isnull", True)
                        ),
                        fields=("case", "part"),
                        name="one_at_a_time_leads_a_plan",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("case", "part", "assignment"),
                        name="plan_role_once_at_a_time",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["assignment", "case"], name="sip_planrol_assignm_5eae76_idx"),
                    models.Index(fields=["case", "part"], name="sip_planrol_case_id_14859e_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanSection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_sections", to="sip.case"
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.minutestemplate"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("heading", models.CharField(max_length=200)),
                ("help", models.CharField(blank=True, max_length=500)),
                ("required", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("saved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["position"],
                "constraints": [models.UniqueConstraint(fields=("case", "key"), name="plan_section_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_versions", to="sip.case"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("agreed_on", models.DateField()),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("frozen_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="plan_version_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanVoice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan_voices", to="sip.case"
                    ),
                ),
                (
                    "whose",
                    models.CharField(
                        choices=[("child", "Barnet"), ("guardian", "Vårdnadshavare"), ("related", "Närstående")],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True, max_length=5000, verbose_name="Egna ord")),
                (
                    "heard",
                    models.CharField(
                        choices=[
                            ("meeting", "På mötet"),
                            ("talk", "I ett samtal före mötet"),
                            ("written", "Skriftligt"),
                            ("otherwise", "På annat sätt, till exempel med bilder"),
                            ("not_asked", "Har inte tillfrågats"),
                        ],
                        max_length=20,
                        verbose_name="Hur",
                    ),
                ),
                ("heard_on", models.DateField(null=True, verbose_name="Dag")),
                (
                    "informed_how",
                    models.CharField(blank=True, max_length=500, verbose_name="Hur informationen anpassades"),
                ),
                ("not_asked_reason", models.CharField(blank=True, max_length=500, verbose_name="Varför inte")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("replaced_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("heard", "not_asked"), models.Q(("not_asked_reason", ""), _negated=True)),
                            models.Q(
                                models.Q(("heard", "not_asked"), _negated=True),
                                models.Q(("words", ""), _negated=True),
                                ("heard_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="voice_has_words_or_a_reason",
                    )
                ],
                "indexes": [models.Index(fields=["case", "whose"], name="sip_planvoi_case_id_0b3b39_idx")],
            },
        ),
        migrations.CreateModel(
            name="SipPlan",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="plan",
                        serialize=False,
                        to="sip.case",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.district"
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        choices=[("sip", "SIP"), ("cooperation", "Samarbetsplan")], default="sip", max_length=20
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("need_identified", "Behov uppmärksammat"),
                            ("not_needed", "SIP behövs inte"),
                            ("offered", "Erbjuden"),
                            ("declined", "Tackade nej"),
                            ("consented", "Samtycke finns"),
                            ("preparing", "Förbereds"),
                            ("meeting_called", "Möte är kallat"),
                            ("drafted", "Utkast"),
                            ("active", "Pågår"),
                            ("closed", "Avslutad"),
                            ("transferred", "Överlämnad"),
                            ("stopped", "Stoppad"),
                        ],
                        default="need_identified",
                        max_length=20,
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("unit", "Verksamheten"),
                            ("child", "Barnet"),
                            ("guardian", "En vårdnadshavare"),
                            ("related", "En närstående"),
                        ],
                        default="unit",
                        max_length=20,
                        verbose_name="Vem tog initiativet?",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        choices=[("girl", "Flicka"), ("boy", "Pojke"), ("other", "Annan"), ("unknown", "Okänt")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                (
                    "initiating_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "initiated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("need_noticed_on", models.DateField(verbose_name="Behovet uppmärksammades")),
                ("offered_on", models.DateField(null=True)),
                ("consented_on", models.DateField(null=True)),
                ("started_on", models.DateField(null=True)),
                ("called_on", models.DateField(null=True)),
                ("drafted_on", models.DateField(null=True)),
                ("activated_on", models.DateField(null=True)),
                ("next_follow_up_on", models.DateField(null=True, verbose_name="Planen följs upp")),
                ("ended_on", models.DateField(null=True)),
                (
                    "not_needed_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("one_principal", "En enda huvudman kan ge det stöd som behövs"),
                            ("cooperation", "Samarbete utan en plan räcker"),
                            ("other_plan", "En annan plan har allt innehåll som krävs"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("goals_met", "Målen är nådda"),
                            ("moved", "Barnet har flyttat"),
                            ("replaced", "En annan plan har tagit över"),
                            ("own_wish", "Barnet eller vårdnadshavarna vill avsluta"),
                            ("adult", "Stödet fortsätter hos verksamheter för vuxna"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "responsible_principal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                        verbose_name="Huvudman med det övergripande ansvaret",
                    ),
                ),
                (
                    "external_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="Planen i ett annat system"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "active"), _negated=True),
                            models.Q(("next_follow_up_on__isnull", False), ("responsible_principal__isnull", False)),
                            _connector="OR",
                        ),
                        name="active_plan_says_who_answers_and_when_it_is_followed_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("status__in", ["not_needed", "closed", "transferred", "stopped"]),
                            ),
                            ("ended_on__isnull", True),
                            _connector="OR",
                        ),
                        name="plan_ended_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            models.Q(("closing_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_closed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not_needed"), _negated=True),
                            models.Q(("not_needed_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_not_needed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("activated_on__isnull", True),
                            ("activated_on__gte", models.F("need_noticed_on")),
                            _connector="OR",
                        ),
                        name="plan_active_after_its_need",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "need_noticed_on", "case"], name="sip_sipplan_region__a8fec1_idx"),
                    models.Index(fields=["region", "area", "status"], name="sip_sipplan_region__a8bbe3_idx"),
                ],
            },
        ),
        migrations.AddField(
            model_name="planinvitation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="sip.planmeeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="planinvitation",
            constraint=models.UniqueConstraint(fields=("meeting", "assignment"), name="invited_once_to_a_plan_meeting"),
        ),
        *plans_sql.KEYS,
        policy_function(
            "case_relations()",
            questions.RELATION,
            plan_questions.CASE_RELATIONS,
            language="plpgsql",
            reverse_body=questions.CASE_RELATIONS,
        ),
        *(again(name, body, questions.QUESTIONS[name]) for name, body in plan_questions.CHANGED.items()),
        *(
            policy_function(name, "SETOF uuid", body)
            for name, body in plan_questions.NEW.items()
            if name.removesuffix("()") not in plan_questions.REMEMBERED
        ),
        *(
            operation
            for name, kept_as in plan_questions.REMEMBERED.items()
            for operation in (
                policy_function(f"{name}()", "SETOF uuid", plan_questions.NEW[f"{name}()"]),
                *remembered(name, plan_questions.NEW[f"{name}()"], kept_as=kept_as),
            )
        ),
        policy_function("is_own_invitation(uuid, uuid, uuid)", "boolean", plans_sql.OWN_INVITATION),
        *plans_sql.PROTECTION,
        migrations.RunSQL(plans_sql.COLUMNS, migrations.RunSQL.noop),
        migrations.RunSQL(plans_sql.CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(plans_sql.PARTICIPATION, plans_sql.PARTICIPATION_BACK),
        migrations.RunSQL(plans_sql.CHILD_LINK, plans_sql.CHILD_LINK_BACK),
        migrations.RunSQL(plans_sql.GATES, plans_sql.GATES_BACK),
        *(append_only(f"sip_{name}") for name in ("planversion", "costrecord", "filedcopy")),
        *(safety_net(f"sip_{name}") for name in TABLES),
    ]
