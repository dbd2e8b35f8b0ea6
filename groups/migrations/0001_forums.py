"""Forums, seats, members and templates: dated, inside one region, readable by everyone signed in there."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

READERS = {"bus_app": "SELECT", "bus_worker": "SELECT", "bus_report": "SELECT"}
KEYS = [
    ("forum", "area_id", "organisations_area"),
    ("forum", "district_id", "organisations_district"),
    ("forum", "parent_id", "groups_forum"),
    ("seatrequirement", "area_id", "organisations_area"),
    ("membership", "forum_id", "groups_forum"),
    ("membership", "assignment_id", "people_roleassignment"),
    ("membership", "is_substitute_for_id", "groups_membership"),
]
# A substitute sits in the same forum as the one replaced.
SAME_FORUM = """
ALTER TABLE groups_membership ADD CONSTRAINT groups_membership_forum_key UNIQUE (forum_id, id);
ALTER TABLE groups_membership ADD CONSTRAINT groups_substitute_in_the_same_forum
  FOREIGN KEY (forum_id, is_substitute_for_id) REFERENCES groups_membership (forum_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
OTHER_FORUM = """
ALTER TABLE groups_membership DROP CONSTRAINT groups_substitute_in_the_same_forum;
ALTER TABLE groups_membership DROP CONSTRAINT groups_membership_forum_key;
"""
# When an administrator has decided another value for an area, its forums and seats follow at once.
BY_ADMIN = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'region_admin')"
# Seats are given by the administrator, or by whoever leads the group's own area.
BY_LEADER = f"""{BY_ADMIN} OR EXISTS (SELECT FROM access.acting_row() AS me JOIN groups_forum f ON f.area_id = me.area_id
  WHERE me.role IN ('group_chair', 'group_coordinator') AND f.id = forum_id)"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
        ("people", "0002_protection"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Forum",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("political_presidium", "Presidiegrupp"),
                            ("regional_group", "Regional samverkansgrupp"),
                            ("secretariat", "Sekretariat"),
                            ("municipal_prep_group", "Kommunernas beredande grupp"),
                            ("region_prep_group", "Regionens beredande grupp"),
                            ("political_consultation", "Samrådsgrupp"),
                            ("managers_forum", "Chefsforum"),
                            ("preparatory_group", "Beredningsgrupp"),
                            ("political_forum", "Politiskt samverkansforum"),
                            ("local_group", "Lokal BUS-grupp"),
                            ("steering_group", "Lokal styrgrupp"),
                            ("working_group", "Arbetsgrupp"),
                            ("temporary_group", "Tillfällig arbetsgrupp"),
                            ("individual_forum", "Individforum"),
                        ],
                        max_length=30,
                        verbose_name="Slag",
                    ),
                ),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("regional", "Regional nivå"),
                            ("local", "Lokal nivå"),
                            ("individual", "Kring barnet"),
                        ],
                        max_length=10,
                        verbose_name="Nivå",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("political", "Förtroendevalda"), ("officials", "Tjänstepersoner")],
                        default="officials",
                        max_length=10,
                        verbose_name="Sida",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Namn")),
                ("label", models.CharField(max_length=100, verbose_name="Benämning")),
                (
                    "area",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
                        to="organisations.area",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forums",
                        to="organisations.district",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="groups.forum",
                    ),
                ),
                ("mission", models.TextField(blank=True, verbose_name="Uppdrag")),
                (
                    "led_by",
                    models.CharField(
                        blank=True,
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
                        verbose_name="Sammankallande roll",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="forum_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("area__isnull", True), ("district__isnull", True), ("tier", "regional")),
                            models.Q(("area__isnull", False), ("district__isnull", True), ("tier", "local")),
                            models.Q(("area__isnull", False), ("district__isnull", False), ("tier", "individual")),
                            _connector="OR",
                        ),
                        name="forum_stands_in_the_place_of_its_tier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True), name="forum_not_its_own_parent"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            models.Q(("kind", "temporary_group"), _negated=True), ("area__isnull", True)
                        ),
                        expressions=[
                            ("region", "="),
                            ("kind", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="forum_once_in_the_region",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            models.Q(("kind", "temporary_group"), _negated=True),
                            ("area__isnull", False),
                            ("district__isnull", True),
                        ),
                        expressions=[
                            ("region", "="),
                            ("kind", "="),
                            ("area", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="forum_once_in_an_area",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            models.Q(("kind", "temporary_group"), _negated=True), ("district__isnull", False)
                        ),
                        expressions=[
                            ("region", "="),
                            ("kind", "="),
                            ("district", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="forum_once_in_a_district",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "area", "kind"], name="groups_foru_region__8eeda3_idx"),
                    models.Index(fields=["region", "district"], name="groups_foru_region__41028d_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="groups.forum"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="people.roleassignment",
                    ),
                ),
                ("seat_label", models.CharField(blank=True, max_length=150, verbose_name="Plats")),
                ("represents", models.CharField(blank=True, max_length=150, verbose_name="Företräder")),
                (
                    "is_substitute_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutes",
                        to="groups.membership",
                    ),
                ),
                (
                    "mandate_level",
                    models.CharField(
                        choices=[
                            ("unknown", "Mandat ej angivet"),
                            ("none", "Inget beslutsmandat"),
                            ("limited", "Beslutar i en del frågor"),
                            ("unit", "Beslutar för enheten"),
                            ("principal", "Beslutar för huvudmannen"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="Mandat",
                    ),
                ),
                ("mandate_text", models.CharField(blank=True, max_length=300, verbose_name="Mandatet i ord")),
                ("sole_seat", models.CharField(blank=True, default="", max_length=250)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="membership_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_substitute_for", models.F("id")), _negated=True),
                        name="member_no_substitute_of_oneself",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("forum", "="),
                            ("assignment", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="member_of_a_forum_once",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("sole_seat", ""), _negated=True),
                        expressions=[
                            ("region", "="),
                            ("forum", "="),
                            ("sole_seat", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_in_a_sole_seat",
                    ),
                ],
                "indexes": [models.Index(fields=["region", "assignment"], name="groups_memb_region__7476fa_idx")],
            },
        ),
        migrations.CreateModel(
            name="MinutesTemplate",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "forum_kind",
                    models.CharField(
                        choices=[
                            ("political_presidium", "Presidiegrupp"),
                            ("regional_group", "Regional samverkansgrupp"),
                            ("secretariat", "Sekretariat"),
                            ("municipal_prep_group", "Kommunernas beredande grupp"),
                            ("region_prep_group", "Regionens beredande grupp"),
                            ("political_consultation", "Samrådsgrupp"),
                            ("managers_forum", "Chefsforum"),
                            ("preparatory_group", "Beredningsgrupp"),
                            ("political_forum", "Politiskt samverkansforum"),
                            ("local_group", "Lokal BUS-grupp"),
                            ("steering_group", "Lokal styrgrupp"),
                            ("working_group", "Arbetsgrupp"),
                            ("temporary_group", "Tillfällig arbetsgrupp"),
                            ("individual_forum", "Individforum"),
                        ],
                        max_length=30,
                        verbose_name="Forum",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("sections", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="minutes_template_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("region", "forum_kind", "version"), name="minutes_template_version_once"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("region", "="),
                            ("forum_kind", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_minutes_template_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatRequirement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="Från och med")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Till och med")),
                (
                    "forum_kind",
                    models.CharField(
                        choices=[
                            ("political_presidium", "Presidiegrupp"),
                            ("regional_group", "Regional samverkansgrupp"),
                            ("secretariat", "Sekretariat"),
                            ("municipal_prep_group", "Kommunernas beredande grupp"),
                            ("region_prep_group", "Regionens beredande grupp"),
                            ("political_consultation", "Samrådsgrupp"),
                            ("managers_forum", "Chefsforum"),
                            ("preparatory_group", "Beredningsgrupp"),
                            ("political_forum", "Politiskt samverkansforum"),
                            ("local_group", "Lokal BUS-grupp"),
                            ("steering_group", "Lokal styrgrupp"),
                            ("working_group", "Arbetsgrupp"),
                            ("temporary_group", "Tillfällig arbetsgrupp"),
                            ("individual_forum", "Individforum"),
                        ],
                        max_length=30,
                        verbose_name="Forum",
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
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("label", models.CharField(max_length=150, verbose_name="Plats")),
                ("unit_types", models.JSONField(default=list, verbose_name="Verksamhetstyper")),
                (
                    "role",
                    models.CharField(
                        blank=True,
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
                    "per",
                    models.CharField(
                        choices=[
                            ("forum", "i gruppen"),
                            ("each_municipality", "för varje kommun"),
                            ("each_unit_type", "för varje verksamhet"),
                        ],
                        default="forum",
                        max_length=20,
                        verbose_name="Räknas",
                    ),
                ),
                ("minimum", models.PositiveSmallIntegerField(default=1, verbose_name="Minst")),
                ("maximum", models.PositiveSmallIntegerField(null=True, verbose_name="Högst")),
                (
                    "severity",
                    models.CharField(
                        choices=[("warning", "Bör åtgärdas"), ("breach", "Måste åtgärdas")],
                        max_length=10,
                        verbose_name="Om platsen är tom",
                    ),
                ),
                (
                    "mandate",
                    models.CharField(
                        choices=[
                            ("unknown", "Mandat ej angivet"),
                            ("none", "Inget beslutsmandat"),
                            ("limited", "Beslutar i en del frågor"),
                            ("unit", "Beslutar för enheten"),
                            ("principal", "Beslutar för huvudmannen"),
                        ],
                        default="limited",
                        max_length=10,
                        verbose_name="Mandat som krävs",
                    ),
                ),
            ],
            options={
                "ordering": ["forum_kind", "order", "label"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="seat_requirement_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("maximum__isnull", True), ("maximum__gte", models.F("minimum")), _connector="OR"
                        ),
                        name="seat_numbers_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit_types", []), _negated=True),
                            models.Q(("role", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="seat_asks_for_unit_types_or_a_role",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("area__isnull", True)),
                        expressions=[
                            ("region", "="),
                            ("forum_kind", "="),
                            ("label", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="seat_requirement_once_in_the_region",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("area__isnull", False)),
                        expressions=[
                            ("region", "="),
                            ("forum_kind", "="),
                            ("area", "="),
                            ("label", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(True, True),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="seat_requirement_once_in_an_area",
                    ),
                ],
            },
        ),
        *(
            protect(
                f"groups_{name}",
                insert=BY_ADMIN,
                update=BY_ADMIN,
                roles={**READERS, "bus_app": "SELECT, INSERT, UPDATE"},
                owner=True,
            )
            for name in ("forum", "seatrequirement")
        ),
        protect("groups_minutestemplate", roles=READERS, owner=True),
        protect(
            "groups_membership",
            insert=BY_LEADER,
            update=BY_LEADER,
            roles={**READERS, "bus_app": "SELECT, INSERT, UPDATE"},
            owner=True,
        ),
        *(same_region(f"groups_{table}", column, target) for table, column, target in KEYS),
        migrations.RunSQL(SAME_FORUM, OTHER_FORUM),
    ]
