"""What is called can be moved and cancelled with a reason, and rests on its own consent in the database too. [P-83]"""

from django.db import migrations, models

from sip.access import sittings_sql

REASONS = [
    ("cannot_come", "Någon som behövs kan inte komma"),
    ("not_needed", "Mötet behövs inte längre"),
    ("more_time", "Underlaget är inte klart"),
    ("other", "Annat skäl"),
    ("called_anew", "Samtycket fanns inte kvar, och ett nytt möte kallades"),
    ("case_ended", "Ärendet togs ur forumet"),
]
Q = models.Q


class Migration(migrations.Migration):
    holds_lock = "two checks on sip_occasion, read through once: a county's in under a second"
    dependencies = [("sip", "0053_colleagues")]
    operations = [
        *(
            migrations.AddField("occasion", name, models.DateTimeField(null=True))
            for name in ("moved_at", "moved_from", "cancelled_at")
        ),
        migrations.AddField(
            "occasion",
            "cancel_reason",
            models.CharField(
                blank=True, choices=REASONS, default="", max_length=20, verbose_name="Varför mötet ställdes in"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "occasion",
            models.CheckConstraint(
                condition=Q(status="cancelled") | Q(cancel_reason="", cancelled_at__isnull=True),
                name="only_a_cancelled_occasion_says_why",
            ),
        ),
        migrations.AddConstraint(
            "occasion",
            models.CheckConstraint(
                condition=Q(moved_at__isnull=True, moved_from__isnull=True)
                | Q(moved_at__isnull=False, moved_from__isnull=False),
                name="moved_occasion_says_from_when",
            ),
        ),
        migrations.RunSQL(sittings_sql.DOORS, sittings_sql.DOORS_BACK),
        migrations.RunSQL(sittings_sql.GATE, sittings_sql.GATE_BACK),
    ]
