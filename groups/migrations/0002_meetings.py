"""Meetings of the forums: who is called, what is taken up, written, decided, taken on and passed on. [SM-5]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.meetings import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0001_forums"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="Rubrik")),
                ("background", models.TextField(blank=True, max_length=5000, verbose_name="Bakgrund")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("inform", "Informera"), ("discuss", "Diskutera"), ("decide", "Besluta")],
                        default="discuss",
                        max_length=10,
                        verbose_name="Syfte",
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(null=True, verbose_name="Tid i minuter")),
                (
                    "responsible",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Föredragande",
                    ),
                ),
                ("is_confidential", models.BooleanField(default=False, verbose_name="Visas bara för dem som berörs")),
                (
                    "carried_from",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="groups.agendaitem",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("none", "Inte avslutad"),
                            ("noted", "Behandlad"),
                            ("decided", "Beslutad"),
                            ("carried", "Tas upp nästa möte"),
                            ("referred", "Utanför mandatet, lämnas vidare"),
                        ],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "referred_to",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"
                    ),
                ),
                ("referred_text", models.CharField(blank=True, max_length=200, verbose_name="Lämnas vidare till")),
                ("note", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("saved_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order", "created_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "referred"),
                                models.Q(
                                    ("referred_to__isnull", False),
                                    models.Q(("referred_text", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("outcome", "referred"), _negated=True),
                                ("referred_text", ""),
                                ("referred_to__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="item_referred_exactly_with_a_receiver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("carried_from", models.F("id")), _negated=True),
                        name="item_not_carried_from_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
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
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="groups.forum"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planerat"),
                            ("called", "Kallat"),
                            ("held", "Hållet"),
                            ("minutes_drafted", "Protokollet justeras"),
                            ("minutes_approved", "Protokollet är justerat"),
                            ("disseminated", "Fört vidare"),
                            ("cancelled", "Inställt"),
                        ],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="Börjar")),
                ("ends_at", models.DateTimeField(verbose_name="Slutar")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="Plats")),
                ("theme", models.CharField(blank=True, max_length=200, verbose_name="Tema")),
                (
                    "chair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Ordförande",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Sekreterare",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("called_at", models.DateTimeField(null=True)),
                (
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("held_on", models.DateField(null=True, verbose_name="Hölls")),
                ("approved_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=300, verbose_name="Varför mötet ställs in")),
            ],
            options={
                "ordering": ["starts_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("forum", "year", "number"), name="meeting_number_once_in_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="meeting_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["planned", "cancelled"]),
                            models.Q(("called_at__isnull", False), ("called_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_called_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_on__isnull", True), ("status__in", ["planned", "called", "cancelled"])),
                            models.Q(
                                models.Q(("status__in", ["planned", "called", "cancelled"]), _negated=True),
                                ("held_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_held_exactly_with_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False), ("status__in", ["minutes_approved", "disseminated"])
                            ),
                            models.Q(
                                models.Q(("status__in", ["minutes_approved", "disseminated"]), _negated=True),
                                ("approved_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_approved_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("status", "cancelled"),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "cancelled"), _negated=True),
                                ("cancel_reason", ""),
                                ("cancelled_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_exactly_with_a_reason",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "forum", "starts_at"], name="groups_meet_region__6bbf17_idx"),
                    models.Index(
                        condition=models.Q(("status__in", ["planned", "called"])),
                        fields=["region", "starts_at"],
                        name="ahead",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemReader",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readers", to="groups.agendaitem"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("item", "assignment"), name="reader_of_an_item_once")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_opted",
                        to="groups.agendaitem",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("member", "Ledamot"), ("substitute", "Ersättare"), ("co_opted", "Adjungerad")],
                        default="member",
                        max_length=10,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.membership"
                    ),
                ),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("none", "Inget svar"),
                            ("yes", "Kommer"),
                            ("no", "Kan inte komma"),
                            ("substitute", "Ersättare kommer"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                ("replied_at", models.DateTimeField(null=True)),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitute",
                        to="groups.invitation",
                    ),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[
                            ("unknown", "Inte noterat"),
                            ("present", "Närvarande"),
                            ("absent", "Frånvarande utan ersättare"),
                            ("replaced", "Ersatt"),
                            ("released", "Inte längre kallad"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "assignment"), name="called_once_to_a_meeting"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "substitute"), ("replaces__isnull", False)),
                            models.Q(models.Q(("place", "substitute"), _negated=True), ("replaces__isnull", True)),
                            _connector="OR",
                        ),
                        name="substitute_stands_in_for_somebody",
                    ),
                ],
                "indexes": [models.Index(fields=["assignment", "meeting"], name="groups_invi_assignm_7e5946_idx")],
            },
        ),
        migrations.CreateModel(
            name="ForumDecision",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="groups.agendaitem"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=5000, verbose_name="Beslut")),
                ("lacking", models.JSONField(default=list)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("struck_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["year", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("forum", "year", "number"), name="decision_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "assignment"), name="approver_of_a_meeting_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Addendum",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="Tillägg")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="groups.agendaitem"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="Vad som ska göras")),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                        verbose_name="Ansvarar",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="Klart senast")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("struck_at", models.DateTimeField(null=True)),
                ("done_on", models.DateField(null=True, verbose_name="Gjort")),
                ("result", models.CharField(blank=True, max_length=1000, verbose_name="Resultat")),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by__isnull", True), ("done_on__isnull", True), ("result", "")),
                            models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_done_has_its_day",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True), ("struck_at__isnull", True)),
                        fields=["forum", "due_on"],
                        name="action_of_a_forum_open",
                    ),
                    models.Index(
                        condition=models.Q(("done_on__isnull", True), ("struck_at__isnull", True)),
                        fields=["responsible", "due_on"],
                        name="action_of_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteRevision",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="groups.agendaitem"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("saved_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "ordering": ["-version"],
                "constraints": [models.UniqueConstraint(fields=("item", "version"), name="revision_once")],
            },
        ),
        migrations.CreateModel(
            name="PassedOn",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("due_from", models.DateField()),
                ("passed_on", models.DateField(null=True, verbose_name="Fördes vidare")),
                ("passed_to", models.CharField(blank=True, max_length=300, verbose_name="Till vilka")),
            ],
            options={
                "verbose_name": "Information att föra vidare",
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "assignment"), name="passed_on_once_by_each"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed_on__isnull", True), ("passed_to", "")),
                            models.Q(("passed_on__isnull", False), models.Q(("passed_to", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="passed_on_says_to_whom",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="%(class)s_rows", to="groups.meeting"
            ),
        ),
        *tables_sql.PROTECTION,
        tables_sql.LEADERS_LET_IN,
        tables_sql.COUNTS_OPEN_ITEMS,
    ]
