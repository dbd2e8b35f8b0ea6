"""Another plan noted at the child, with or without a SIP, and the need of a SIP that one answers. [F88, F89]"""

import django.db.models.deletion
from django.db import migrations, models

from sip.plans import others_sql


class Migration(migrations.Migration):
    holds_lock = "What is asked of a row stands from the first on; the two tables are read through once each."
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("sip", "0042_external_changes"),
    ]

    operations = [
        migrations.RunSQL(others_sql.NET_OFF, others_sql.NET_ON),
        migrations.AlterField(
            model_name="otherplan",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="other_plans", to="sip.case"
            ),
        ),
        migrations.AddField(
            model_name="otherplan",
            name="child",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="other_plans", to="sip.child"
            ),
        ),
        migrations.AddField(
            model_name="otherplan",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
        migrations.AddField(
            model_name="otherplan",
            name="code",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="otherplan",
            name="shown_at",
            field=models.DateTimeField(null=True, verbose_name="Står bredvid SIP sedan"),
        ),
        migrations.AddField(
            model_name="otherplan",
            name="is_at_odds",
            field=models.BooleanField(default=False, verbose_name="Säger emot en annan plan"),
        ),
        migrations.AddField(
            model_name="needassessment",
            name="instead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="sip.otherplan"
            ),
        ),
        migrations.AddField(
            model_name="needassessment",
            name="instead_on",
            field=models.DateField(null=True, verbose_name="En annan plan räckte"),
        ),
        migrations.AddConstraint(
            model_name="needassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("instead__isnull", True), ("instead_on__isnull", True)),
                    models.Q(("instead__isnull", False), ("instead_on__isnull", False), ("position", "sip")),
                    _connector="OR",
                ),
                name="another_plan_answers_a_need_of_a_sip",
            ),
        ),
        migrations.AddConstraint(
            model_name="otherplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("case__isnull", False),
                        ("child__isnull", True),
                        ("code", ""),
                        ("shown_at__isnull", True),
                        ("unit__isnull", True),
                    ),
                    models.Q(
                        ("child__isnull", False),
                        ("unit__isnull", False),
                        models.Q(("code", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="other_plan_is_of_a_sip_or_a_units_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="otherplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("child__isnull", True),
                    models.Q(("case__isnull", True), ("shown_at__isnull", True)),
                    models.Q(("case__isnull", False), ("shown_at__isnull", False)),
                    _connector="OR",
                ),
                name="own_plan_beside_a_sip_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="otherplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_at_odds", False), models.Q(("coordination", ""), _negated=True), _connector="OR"
                ),
                name="plans_at_odds_are_told_of",
            ),
        ),
        migrations.AddConstraint(
            model_name="otherplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True),
                fields=("region", "code"),
                name="other_plan_code_once_in_a_region",
            ),
        ),
        *others_sql.KEYS,
        migrations.RunSQL(others_sql.DOORS, others_sql.DOORS_BACK),
        migrations.RunSQL(others_sql.STANDS, others_sql.STANDS_BACK),
        migrations.RunSQL(others_sql.NEED, others_sql.NEED_BACK),
        migrations.RunSQL(others_sql.CLOCKS, others_sql.CLOCKS_BACK),
        migrations.RunSQL(others_sql.NET_ON, others_sql.NET_OFF),
    ]
