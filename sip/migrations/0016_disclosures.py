"""What carries a piece from one unit to another, the receiver's own copies, and what a consent says besides. [facts 9.4-9.6]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, policy_function, same_region
from core.audit.migration_ops import safety_net
from sip.access import disclosures_sql


class Migration(migrations.Migration):
    holds_lock = "three checks on sip_consent and sip_disclosure, read through once: a county's in under a second"

    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0008_invitations_leave_by_job"),
        ("regions", "0001_initial"),
        ("sip", "0015_persons"),
    ]

    operations = [
        migrations.CreateModel(
            name="FiledPiece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("case_id", models.UUIDField()),
                ("disclosure_id", models.UUIDField()),
                ("code", models.CharField(max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tried", "Det här har prövats"),
                            ("view", "Vår bild av läget"),
                            ("need", "Därför behövs en plan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=20000)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("consent", "Samtycke"),
                            ("osl_25_12", "Nödvändigt stöd till barnet, från hälso- och sjukvården"),
                            ("osl_26_9", "Nödvändigt stöd till barnet, från socialtjänsten"),
                            ("osl_10_2", "Nödvändigt för den egna verksamheten"),
                            ("osl_10_27", "Det är uppenbart att skälen att lämna ut väger tyngst"),
                            ("osl_10_28", "Uppgiftsskyldighet i lag"),
                            ("osl_25_13a", "Nödvändigt inom huvudmannens elevhälsa"),
                        ],
                        max_length=20,
                    ),
                ),
                ("disclosed_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(default=core.clock.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_exception_has_a_reason",
        ),
        migrations.AddField(
            model_name="consent",
            name="exceptions",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="Det här får inte delas"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="consent",
            name="explained_language",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="Språk"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="consent",
            name="interpreter",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="Tolk"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="consent",
            name="maturity_judgement",
            field=models.CharField(blank=True, default="", max_length=1000, verbose_name="Bedömning av barnets mognad"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="exceptions",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="Det här får inte delas"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="decided_by_name",
            field=models.CharField(blank=True, default="", max_length=150, verbose_name="Beslutat av"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="decided_by_role",
            field=models.CharField(blank=True, default="", max_length=150, verbose_name="Befattning"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="consent",
            name="signatories",
            field=models.CharField(
                choices=[
                    ("all_guardians", "Alla vårdnadshavare"),
                    ("one_guardian", "En vårdnadshavare räcker enligt regionens regel"),
                    ("individual", "Personen har fyllt 18 år och samtycker själv"),
                    ("sole_custody", "En vårdnadshavare har ensam vårdnad"),
                    ("prevented", "Den ena vårdnadshavaren är förhindrad och det kan inte vänta"),
                    ("board_decision", "Socialnämnden har beslutat att en vårdnadshavares samtycke räcker"),
                    ("protected_home", "Barnet bor i skyddat boende"),
                    ("child_alone", "Barnet samtycker ensamt efter bedömd mognad"),
                ],
                default="all_guardians",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="basis",
            field=models.CharField(
                choices=[
                    ("consent", "Samtycke"),
                    ("osl_25_12", "Nödvändigt stöd till barnet, från hälso- och sjukvården"),
                    ("osl_26_9", "Nödvändigt stöd till barnet, från socialtjänsten"),
                    ("osl_10_2", "Nödvändigt för den egna verksamheten"),
                    ("osl_10_27", "Det är uppenbart att skälen att lämna ut väger tyngst"),
                    ("osl_10_28", "Uppgiftsskyldighet i lag"),
                    ("osl_25_13a", "Nödvändigt inom huvudmannens elevhälsa"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signatories__in", ["all_guardians", "one_guardian", "individual"]),
                    models.Q(("signatories_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="consent_exception_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signatories", "child_alone"), _negated=True),
                    models.Q(("maturity_judgement", ""), _negated=True),
                    _connector="OR",
                ),
                name="consent_of_a_child_alone_is_judged",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("basis", "consent"),
                    models.Q(
                        models.Q(("decided_by_name", ""), _negated=True),
                        models.Q(("decided_by_role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="disclosure_on_a_ground_is_decided",
            ),
        ),
        migrations.AddField(
            model_name="filedpiece",
            name="child",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"
            ),
        ),
        migrations.AddField(
            model_name="filedpiece",
            name="filed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
            ),
        ),
        migrations.AddField(
            model_name="filedpiece",
            name="from_unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="filedpiece",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"),
        ),
        migrations.AddField(
            model_name="filedpiece",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
        migrations.AddIndex(
            model_name="filedpiece",
            index=models.Index(fields=["unit", "filed_at"], name="sip_filedpi_unit_id_7c528f_idx"),
        ),
        migrations.AddConstraint(
            model_name="filedpiece",
            constraint=models.UniqueConstraint(fields=("disclosure_id",), name="disclosure_filed_once"),
        ),
        *(same_region("sip_filedpiece", column, target) for column, target in disclosures_sql.TO_REGION_LEVEL.items()),
        policy_function("visible_filed_piece_ids()", "SETOF uuid", disclosures_sql.FILED_PIECES),
        *disclosures_sql.PROTECTION,
        migrations.RunSQL(disclosures_sql.LOCKS, disclosures_sql.LOCKS_BACK),
        migrations.RunSQL(disclosures_sql.TABLE_OF_GROUNDS, disclosures_sql.TABLE_OF_GROUNDS_BACK),
        migrations.RunSQL(disclosures_sql.GATES, disclosures_sql.GATES_BACK),
        migrations.RunSQL(disclosures_sql.FILING, disclosures_sql.FILING_BACK),
        append_only("sip_filedpiece"),
        safety_net("sip_filedpiece"),
    ]
