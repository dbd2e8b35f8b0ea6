"""Whose time has gone, who decides that it is deleted, and the one function that deletes. [security 6]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
import sip.cases.models
from sip.retention import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0012_decision_receipt"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionProposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("code", models.CharField(default=sip.cases.models.new_code, max_length=12)),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("child", "Barnets akt"), ("case", "Ärende utan eget barn")], max_length=10
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("class_code", models.CharField(max_length=40)),
                ("law", models.CharField(max_length=60)),
                ("last_entry_on", models.DateField(verbose_name="Sista anteckningen")),
                ("due_on", models.DateField(verbose_name="Får gallras från")),
                ("finish_by", models.DateField(null=True, verbose_name="Ska vara gallrad senast")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Väntar på två godkännanden"),
                            ("first_approved", "Väntar på ett godkännande till"),
                            ("approved", "Gallras i natt"),
                            ("executed", "Gallrad"),
                            ("rejected", "Avslagen"),
                            ("stopped", "Stoppad"),
                            ("lapsed", "Inte längre aktuell"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("needed", "Uppgifterna behövs fortfarande i arbetet"),
                            ("wrong_class", "Fel gallringsregel"),
                            ("not_archived", "Ska först lämnas till arkivet"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=20,
                        verbose_name="Skäl",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="Skälet med egna ord")),
                ("ask_again_on", models.DateField(null=True, verbose_name="Föreslås igen tidigast")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["approved", "first_approved", "proposed"])),
                        fields=("principal", "kind", "subject_id"),
                        name="one_open_proposal_to_delete",
                    ),
                    models.UniqueConstraint(fields=("region", "code"), name="proposal_code_once_in_a_region"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("status__in", ["approved", "first_approved", "proposed"])
                            ),
                            models.Q(
                                models.Q(("status__in", ["approved", "first_approved", "proposed"]), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_ended_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "rejected"), _negated=True),
                            models.Q(models.Q(("reason", ""), _negated=True), ("ask_again_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_rejected_with_a_reason_and_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("last_entry_on"))), name="due_after_the_last_entry"
                    ),
                ],
                "indexes": [models.Index(fields=["principal", "status", "due_on"], name="proposals_of_a_principal")],
            },
        ),
        migrations.CreateModel(
            name="RetentionProof",
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
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proof", to="sip.retentionproposal"
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
                    ),
                ),
                ("executed_at", models.DateTimeField(default=core.clock.now)),
                ("counts", models.JSONField()),
                ("rows", models.PositiveIntegerField()),
                ("files", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetentionApproval",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="sip.retentionproposal",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "number"), name="approval_number_once"),
                    models.UniqueConstraint(fields=("proposal", "person"), name="one_approval_of_a_person"),
                    models.CheckConstraint(condition=models.Q(("number__in", [1, 2])), name="two_approvals_at_most"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionHold",
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
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.principal"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("child", "Barnets akt"), ("case", "Ärende utan eget barn")], max_length=10
                    ),
                ),
                ("subject_id", models.UUIDField()),
                ("code", models.CharField(max_length=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("legal", "Rättsprocess, tillsyn eller skadestånd"),
                            ("requested", "Begäran om utlämnande eller registerutdrag"),
                            ("preserved", "Bevaras för forskning"),
                            ("placed", "Placering, faderskap eller adoption"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=20,
                        verbose_name="Varför ska det inte gallras?",
                    ),
                ),
                ("words", models.CharField(max_length=500, verbose_name="Skälet med egna ord")),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "lift_words",
                    models.CharField(blank=True, max_length=500, verbose_name="Varför behövs stoppet inte längre?"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("principal", "kind", "subject_id"),
                        name="one_live_hold_of_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lift_words", ""), ("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lift_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hold_lifted_with_words_by_somebody",
                    ),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="hold_has_words"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionLedger",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("mac", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[("child", "Barnets akt"), ("case", "Ärende utan eget barn")], max_length=10
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("region", "mac"), name="ledger_line_once")],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        *tables_sql.SAME_REGION,
        *tables_sql.NEVER_CHANGED,
        migrations.RunSQL(tables_sql.TAKING, tables_sql.TAKING_BACK),
    ]
