"""Extracts of a principal's own record of a child, and the questions by which one is built. [security 6]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
import core.crypto
import sip.cases.models
from sip.extracts import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0016_refusals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Extract",
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
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("register", "Registerutdrag"),
                            ("log", "Loggutdrag"),
                            ("archive", "Utdrag före gallring"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "receiver",
                    models.CharField(
                        choices=[
                            ("child", "Barnet"),
                            ("guardian", "En vårdnadshavare"),
                            ("archive", "Huvudmannens arkiv"),
                        ],
                        max_length=10,
                        verbose_name="Mottagare",
                    ),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.guardian"
                    ),
                ),
                ("receiver_name", core.crypto.EncryptedField()),
                ("asked_on", models.DateField(verbose_name="Begäran kom")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("built", "Väntar på en andra läsare"),
                            ("read", "Kan lämnas ut"),
                            ("handed_out", "Utlämnat"),
                            ("refused", "Lämnas inte ut"),
                            ("revoked", "Återtaget"),
                        ],
                        default="built",
                        max_length=12,
                    ),
                ),
                (
                    "built_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "builder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("handed_on", models.DateField(null=True, verbose_name="Lämnades ut")),
                (
                    "handed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "Personligen, mot legitimation"),
                            ("registered_mail", "Rekommenderat brev till den folkbokförda adressen"),
                            ("own_archive", "Till huvudmannens arkiv"),
                        ],
                        max_length=20,
                        verbose_name="Hur?",
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
                            ("not_entitled", "Den som frågar har inte rätt till uppgifterna"),
                            ("harm", "Barnet eller någon annan kan lida men"),
                            ("wrong_content", "Utdraget är fel byggt"),
                            ("no_more", "Det behövs inte längre"),
                            ("wrong_child", "Fel barn eller fel mottagare"),
                            ("outdated", "Något har skrivits sedan det byggdes"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="Skälet med egna ord")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code"), name="extract_code_once_in_a_region"),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["built", "read"])),
                        fields=("child", "kind", "receiver", "guardian"),
                        name="one_open_extract_for_a_receiver",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guardian__isnull", False), ("receiver", "guardian")),
                            models.Q(models.Q(("receiver", "guardian"), _negated=True), ("guardian__isnull", True)),
                            _connector="OR",
                        ),
                        name="extract_guardian_named_exactly_when_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "archive"), ("receiver", "archive")),
                            models.Q(
                                models.Q(("kind", "archive"), _negated=True),
                                models.Q(("receiver", "archive"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="extract_before_deletion_goes_to_the_archive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reader__isnull", True),
                            models.Q(("reader", models.F("builder")), _negated=True),
                            _connector="OR",
                        ),
                        name="extract_read_by_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("read_at__isnull", False),
                                ("reader__isnull", False),
                                ("status__in", ["read", "handed_out"]),
                                ("read_by__isnull", False),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            ("status", "revoked"),
                            models.Q(
                                ("read_at__isnull", True),
                                ("reader__isnull", True),
                                ("sha256", ""),
                                ("status__in", ["built", "refused"]),
                            ),
                            _connector="OR",
                        ),
                        name="extract_read_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("handed_by__isnull", False),
                                ("handed_on__isnull", False),
                                ("status", "handed_out"),
                                models.Q(("manner", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "handed_out"), _negated=True),
                                ("handed_by__isnull", True),
                                ("handed_on__isnull", True),
                                ("manner", ""),
                            ),
                            _connector="OR",
                        ),
                        name="extract_handed_out_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("status__in", ["refused", "revoked"]),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status__in", ["refused", "revoked"]), _negated=True),
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="extract_ended_with_a_reason",
                    ),
                ],
                "indexes": [models.Index(fields=["principal", "status", "asked_on"], name="extracts_of_a_principal")],
            },
        ),
        migrations.CreateModel(
            name="ExtractItem",
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
                    "extract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="sip.extract"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=40)),
                ("content", core.crypto.EncryptedField()),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("barred", "Spärrat för mottagaren"),
                                ("secret_stay", "Kan visa var barnet vistas"),
                                ("third_person", "Rör någon annan"),
                                ("unsorted", "Text som kan röja det som är spärrat"),
                                ("taken_out", "Struket ur planen"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True, choices=[("give", "Lämna ut"), ("leave_out", "Lämna inte ut")], max_length=10
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("known", "Mottagaren känner redan till uppgiften"),
                            ("agreed", "Den som uppgiften rör har gått med på det"),
                            ("harmless", "Ingen lider men av att uppgiften lämnas ut"),
                            ("others_harm", "Någon annan kan lida men"),
                            ("childs_harm", "Barnet kan lida betydande men"),
                            ("whereabouts", "Var barnet vistas ska inte bli känt"),
                            ("not_the_child", "Uppgiften rör inte barnet"),
                        ],
                        max_length=20,
                        verbose_name="Grund",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("extract", "number"), name="extract_item_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", ""), ("decided_by__isnull", True), ("ground", "")),
                            models.Q(
                                models.Q(("choice", ""), _negated=True),
                                models.Q(("ground", ""), _negated=True),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="extract_item_decided_with_a_ground",
                    ),
                ],
            },
        ),
        *tables_sql.BUILDERS_QUESTIONS,
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        *tables_sql.SAME_REGION,
        *tables_sql.SAFETY_NET,
    ]
