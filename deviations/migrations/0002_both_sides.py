"""Both sides' words, what is to be done, causes, disputes and duplicates. [F122, F126, F127]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

ME = "(SELECT access.assignment_id())"
ACTION = "deviations_deviationaction"


def among(question: str) -> str:
    return f"report_id = ANY (ARRAY(SELECT access.{question}()))"


KEYS = {
    "report_id": "deviations_deviationreport",
    "unit_id": "organisations_unit",
    "decided_by_id": "people_roleassignment",
    "done_by_id": "people_roleassignment",
}
DECIDES = f"{among('writable_deviation_ids')} AND decided_by_id = {ME} AND done_on IS NULL"
DONE = among("writable_deviation_ids")
CHANGES = f"""
CREATE POLICY {ACTION}_update_app ON {ACTION} FOR UPDATE TO bus_app
  USING ({DONE} AND done_on IS NULL) WITH CHECK ({DONE} AND done_by_id = {ME});
GRANT UPDATE (done_on, done_by_id, outcome) ON {ACTION} TO bus_app;
"""
NO_CHANGES = f"DROP POLICY {ACTION}_update_app ON {ACTION}; REVOKE UPDATE ON {ACTION} FROM bus_app;"
# Figures leave duplicates out and may tell disputes and causes apart.
FIGURES = "SELECT (kind, cause, duplicate_of_id) ON deviations_deviationreport"


class Migration(migrations.Migration):
    holds_lock = "What is asked of a row stands from the first on; reports are few and read through once."

    dependencies = [
        ("deviations", "0001_reports"),
        ("organisations", "0005_described_by_their_own"),
        ("people", "0005_doors"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviationAction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("text", models.TextField(max_length=20000, verbose_name="Åtgärd")),
                ("due_on", models.DateField(verbose_name="Klar senast")),
                ("done_on", models.DateField(null=True, verbose_name="Klar")),
                ("outcome", models.TextField(blank=True, max_length=20000, verbose_name="Så blev det")),
            ],
            options={
                "ordering": ["due_on", "created_at"],
            },
        ),
        migrations.AddField(
            model_name="deviationreport",
            name="asked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="deviationreport",
            name="cause",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="Orsak"),
        ),
        migrations.AddField(
            model_name="deviationreport",
            name="duplicate_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="deviations.deviationreport",
            ),
        ),
        migrations.AddField(
            model_name="deviationreport",
            name="kind",
            field=models.CharField(
                choices=[
                    ("shortcoming", "Något fungerade inte"),
                    ("responsibility", "Vi är oense om vem som ansvarar"),
                    ("cost", "Vi är oense om vem som betalar"),
                ],
                default="shortcoming",
                max_length=14,
                verbose_name="Vad den gäller",
            ),
        ),
        migrations.AddField(
            model_name="deviationreport",
            name="receipt_on",
            field=models.DateField(null=True, verbose_name="Svaret läst"),
        ),
        migrations.AlterField(
            model_name="deviationanswer",
            name="kind",
            field=models.CharField(
                choices=[
                    ("account", "Den andra sidans beskrivning"),
                    ("addendum", "Tillägg"),
                    ("receipt", "Svaret är läst"),
                    ("solution", "Lösning"),
                    ("question", "Fråga"),
                    ("completion", "Komplettering"),
                    ("assignment", "Uppdrag"),
                    ("answer", "Svar"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="deviationreport",
            name="category",
            field=models.CharField(default="unsorted", max_length=60, verbose_name="Vad som inte fungerade"),
        ),
        migrations.AddConstraint(
            model_name="deviationreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("duplicate_of__isnull", True), ("status", "closed"), _connector="OR"),
                name="duplicate_deviation_is_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="deviationreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("receipt_on__isnull", True), ("answered_on__isnull", False), _connector="OR"),
                name="deviation_receipt_of_an_answer",
            ),
        ),
        migrations.AddField(
            model_name="deviationaction",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
            ),
        ),
        migrations.AddField(
            model_name="deviationaction",
            name="done_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
            ),
        ),
        migrations.AddField(
            model_name="deviationaction",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"),
        ),
        migrations.AddField(
            model_name="deviationaction",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="deviations.deviationreport"
            ),
        ),
        migrations.AddField(
            model_name="deviationaction",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
            ),
        ),
        migrations.AddIndex(
            model_name="deviationaction",
            index=models.Index(fields=["unit", "done_on"], name="deviations__unit_id_27e3ef_idx"),
        ),
        migrations.AddConstraint(
            model_name="deviationaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_by__isnull", True), ("done_on__isnull", True), ("outcome", "")),
                    models.Q(
                        ("done_by__isnull", False), ("done_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="deviation_action_done_exactly_when_told",
            ),
        ),
        protect(
            ACTION,
            read=among("readable_deviation_ids"),
            insert=DECIDES,
            roles={"bus_app": "SELECT, INSERT"},
        ),
        migrations.RunSQL(CHANGES, NO_CHANGES),
        migrations.RunSQL(f"GRANT {FIGURES} TO bus_report", f"REVOKE {FIGURES} FROM bus_report"),
        *(same_region(ACTION, column, target) for column, target in KEYS.items()),
        same_region("deviations_deviationreport", "duplicate_of_id", "deviations_deviationreport"),
    ]
