"""Who decides for a child as the region says and as somebody is appointed; asked by the database too. [X-06..X-08]"""

import django.db.models.deletion
from django.db import migrations, models

from sip.access import deciding_sql


class Migration(migrations.Migration):
    holds_lock = "What is asked of a row stands from the first on; the tables are read through once each."
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0037_placement_notices"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_exception_has_a_reason",
        ),
        migrations.AddField(
            model_name="childperson",
            name="appointed_from",
            field=models.DateField(null=True, verbose_name="Förordnandet gäller från"),
        ),
        migrations.AddField(
            model_name="childperson",
            name="appointed_to",
            field=models.DateField(null=True, verbose_name="Förordnandet gäller till och med"),
        ),
        migrations.AddField(
            model_name="childperson",
            name="appointment_number",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="Förordnandets beteckning"),
        ),
        migrations.AddField(
            model_name="childperson",
            name="stands_for",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.guardian"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="approved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
            ),
        ),
        migrations.AddField(
            model_name="consentgiver",
            name="appointment",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="Förordnandets beteckning"),
        ),
        migrations.AddField(
            model_name="consentgiver",
            name="person_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="guardian",
            name="appointed_from",
            field=models.DateField(null=True, verbose_name="Förordnandet gäller från"),
        ),
        migrations.AddField(
            model_name="guardian",
            name="appointed_to",
            field=models.DateField(null=True, verbose_name="Förordnandet gäller till och med"),
        ),
        migrations.AddField(
            model_name="guardian",
            name="appointment_number",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="Förordnandets beteckning"),
        ),
        migrations.AlterField(
            model_name="consent",
            name="signatories",
            field=models.CharField(
                choices=[
                    ("all_guardians", "Alla vårdnadshavare"),
                    ("one_guardian", "En vårdnadshavare räcker enligt regionens regel"),
                    ("guardians_and_child", "Alla vårdnadshavare och barnet självt"),
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
        migrations.AddConstraint(
            model_name="childperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relation", "representative"),
                    models.Q(("appointment_number", ""), ("stands_for__isnull", True)),
                    _connector="OR",
                ),
                name="only_a_representative_is_appointed",
            ),
        ),
        migrations.AddConstraint(
            model_name="childperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stands_for__isnull", True), models.Q(("appointment_number", ""), _negated=True), _connector="OR"
                ),
                name="who_stands_for_another_is_appointed",
            ),
        ),
        migrations.AddConstraint(
            model_name="childperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appointed_from", None), ("appointed_to", None), ("appointment_number", "")),
                    models.Q(
                        models.Q(("appointment_number", ""), _negated=True),
                        ("appointed_from__isnull", False),
                        models.Q(
                            ("appointed_to", None), ("appointed_to__gte", models.F("appointed_from")), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="person_appointment_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("signatories__in", ["sole_custody", "prevented", "board_decision", "protected_home"]),
                        _negated=True,
                    ),
                    models.Q(("signatories_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="consent_exception_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("signatories", "prevented"), ("approved_by__isnull", True), _connector="OR"),
                name="only_not_to_wait_is_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentgiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("guardian_id__isnull", True), ("person_id__isnull", True), _connector="OR"),
                name="giver_is_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="guardian",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appointed_from", None), ("appointed_to", None), ("appointment_number", "")),
                    models.Q(
                        models.Q(("appointment_number", ""), _negated=True),
                        ("appointed_from__isnull", False),
                        models.Q(
                            ("appointed_to", None), ("appointed_to__gte", models.F("appointed_from")), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="guardian_appointment_is_whole",
            ),
        ),
        *deciding_sql.KEYS,
        migrations.RunSQL(deciding_sql.COLUMNS, deciding_sql.COLUMNS_BACK),
        *deciding_sql.QUESTIONS,
        migrations.RunSQL(deciding_sql.RULE, deciding_sql.RULE_BACK),
    ]
