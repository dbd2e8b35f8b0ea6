"""What the larger evaluation of an agreement came to, and what each party saw of its own part. [DL-15, DL-55]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.agreements import following_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0008_seats_and_schools"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="AgreementReview",
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
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="groups.agreement"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="groups.agreementparty",
                    ),
                ),
                ("reviewed_on", models.DateField(verbose_name="Dag")),
                ("text", models.TextField(max_length=5000, verbose_name="Det kom fram")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_on", "-created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="agreement_review_says_something"
                    )
                ],
            },
        ),
        *following_sql.PROTECTION,
    ]
