"""What waits for a second administrator, and which region a mailed invitation belongs to. [security 2, 8]"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
from core.access.migration_ops import policy_function, protect, same_region

# Only the region's administrators see and decide.
ADMINISTRATOR = "(SELECT r.role FROM access.acting_row() AS r) = 'region_admin'"
DOORS = {
    "read": ADMINISTRATOR,
    "insert": ADMINISTRATOR,
    "update": ADMINISTRATOR,
    "roles": {"bus_app": "SELECT, INSERT, UPDATE"},
}

# Whoever holds the mailed link has no context yet; it tells the region, and nothing once it has been used.
INVITATION_REGION = "SELECT region_id FROM people_invitation WHERE token_hash = wanted AND used_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0003_borrowed_tables"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactorReset",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Väntar på en andra administratör"),
                            ("approved", "Godkänt"),
                            ("refused", "Avslaget"),
                            ("withdrawn", "Återtaget"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
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
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "identity_check",
                    models.CharField(
                        choices=[
                            ("in_person", "På plats, med giltig legitimation"),
                            ("video", "I videosamtal, med giltig legitimation"),
                            ("manager", "Personens chef har bekräftat i ett samtal som du ringde upp"),
                        ],
                        max_length=20,
                        verbose_name="Så kontrollerades identiteten",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("status", "proposed")
                            ),
                            models.Q(
                                models.Q(("status", "proposed"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="factorreset_decided_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="factorreset_approved_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleProposal",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Väntar på en andra administratör"),
                            ("approved", "Godkänt"),
                            ("refused", "Avslaget"),
                            ("withdrawn", "Återtaget"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
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
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("political_member", "Förtroendevald"),
                            ("regional_member", "Ledamot i regionala gruppen"),
                            ("secretariat_officer", "Handläggare vid sekretariatet"),
                            ("prep_member", "Ledamot i beredande grupp"),
                            ("managers_forum_member", "Ledamot i chefsforum"),
                            ("support_unit_officer", "Handläggare vid regionens stödfunktion"),
                            ("group_chair", "Ordförande i styrgruppen"),
                            ("steering_member", "Ledamot i styrgruppen"),
                            ("working_convenor", "Sammankallande för arbetsgruppen"),
                            ("forum_convenor", "Sammankallande för individforum"),
                            ("working_member", "Ledamot i arbetsgruppen"),
                            ("group_coordinator", "Samordnare för BUS-gruppen"),
                            ("sip_coordinator", "SIP-samordnare"),
                            ("unit_manager", "Enhetschef"),
                            ("line_manager", "Närmaste chef"),
                            ("caseworker", "Handläggare"),
                            ("school_principal_head", "Rektor"),
                            ("school_area_head", "Grundskolechef"),
                            ("habilitation_coordinator", "Samordningsansvarig i habiliteringen"),
                            ("independent_school_rep", "Företrädare för fristående skolor"),
                            ("interest_rep", "Företrädare för intresseorganisation"),
                            ("region_admin", "Regionens administratör"),
                            ("platform_admin", "Portalens administratör"),
                            ("log_reviewer", "Logggranskare"),
                            ("records_officer", "Arkivansvarig"),
                        ],
                        max_length=40,
                        verbose_name="Roll",
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
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.area",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.district",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(verbose_name="Till och med")),
                ("has_mandate", models.BooleanField(default=False, verbose_name="Har beslutsmandat")),
                ("mandate_text", models.CharField(blank=True, max_length=300, verbose_name="Mandatet i ord")),
                (
                    "assignment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("status", "proposed")
                            ),
                            models.Q(
                                models.Q(("status", "proposed"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="roleproposal_decided_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "approved"), _negated=True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="roleproposal_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="role_proposal_ends_after_it_starts",
                    ),
                ],
            },
        ),
        protect("people_roleproposal", **DOORS),
        protect("people_factorreset", **DOORS),
        *(
            same_region(table, column, target)
            for table in ("people_roleproposal", "people_factorreset")
            for column, target in (
                ("person_id", "people_person"),
                ("proposed_by_id", "people_roleassignment"),
                ("decided_by_id", "people_roleassignment"),
            )
        ),
        *(
            same_region("people_roleproposal", column, target)
            for column, target in (
                ("unit_id", "organisations_unit"),
                ("area_id", "organisations_area"),
                ("district_id", "organisations_district"),
                ("principal_id", "organisations_principal"),
            )
        ),
        same_region("people_roleproposal", "assignment_id", "people_roleassignment"),
        same_region("people_invitation", "invited_by_id", "people_roleassignment"),
        same_region("people_roleassignment", "granted_by_id", "people_roleassignment"),
        same_region("people_roleassignment", "approved_by_id", "people_roleassignment"),
        policy_function("invitation_region(wanted text)", "uuid", INVITATION_REGION, grant_to=("bus_app",)),
    ]
