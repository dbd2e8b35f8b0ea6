"""The outbox, and what operations see of mail that could not be sent."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

ADMIN = "EXISTS (SELECT FROM access.acting_row() AS acting WHERE acting.role = 'region_admin')"
OWN = "recipient_id = (SELECT access.assignment_id())"
ALL = "SELECT, INSERT, UPDATE"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_protection"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("created_at", models.DateTimeField(default=core.clock.now)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("message_id", models.CharField(blank=True, max_length=120)),
                ("sent_at", models.DateTimeField(null=True)),
                ("parked_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "region",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("level", models.CharField(blank=True, max_length=40)),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("channel", models.CharField(choices=[("in_app", "I portalen"), ("mail", "E-post")], max_length=6)),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_id", models.UUIDField(null=True)),
                ("case_id", models.UUIDField(null=True)),
                ("obligation_id", models.UUIDField(null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel", "mail"),
                            models.Q(("attempts", 0), ("parked_at__isnull", True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="notice_in_app_needs_no_sending",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("channel", "in_app")),
                        fields=["recipient", "-created_at"],
                        name="notice_inbox",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("channel", "mail"),
                            ("dropped_at__isnull", True),
                            ("parked_at__isnull", True),
                            ("sent_at__isnull", True),
                        ),
                        fields=["region", "created_at"],
                        name="notice_outbox",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParkedNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("notice_id", models.UUIDField(unique=True)),
                ("kind", models.CharField(max_length=40)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(max_length=40)),
                ("parked_at", models.DateTimeField()),
                ("retry_asked_at", models.DateTimeField(null=True)),
                (
                    "retry_asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "-parked_at"], name="notices_par_region__30a7d8_idx")],
            },
        ),
        protect("notices_notice", read=OWN, update=OWN, roles={"bus_app": ALL, "bus_worker": ALL}),
        protect(
            "notices_parkednotice",
            read=ADMIN,
            update=ADMIN,
            roles={"bus_app": "SELECT, UPDATE", "bus_worker": ALL},
        ),
        same_region("notices_parkednotice", "recipient_id", "people_roleassignment"),
        same_region("notices_parkednotice", "retry_asked_by_id", "people_roleassignment"),
    ]
