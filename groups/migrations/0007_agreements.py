"""Written agreements between principals: read when in force by all, and still from the day they are signed. [SM-6]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.agreements import binding_sql, tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_kept_files"),
        ("groups", "0006_tasks"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="groups.forum"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("regional", "Regional överenskommelse"),
                            ("local", "Lokal överenskommelse"),
                            ("other", "Annan överenskommelse"),
                        ],
                        max_length=10,
                        verbose_name="Slag",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Utkast"),
                            ("in_consultation", "På remiss"),
                            ("ready_to_sign", "Väntar på parterna"),
                            ("in_force", "Gäller"),
                            ("renegotiation_requested", "Gäller, ska omförhandlas"),
                            ("terminated", "Uppsagd"),
                            ("superseded", "Ersatt"),
                            ("abandoned", "Nedlagd"),
                        ],
                        default="draft",
                        max_length=30,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="Version")),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="groups.agreement",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Överenskommelse")),
                ("target_group", models.CharField(max_length=300, verbose_name="Målgrupp")),
                ("by_decision", models.BooleanField(default=False)),
                (
                    "situation",
                    models.CharField(
                        choices=[
                            ("round_the_clock", "Barn som vårdas dygnet runt enligt SoL, LVU, LSS eller LPT"),
                            ("growing", "En grupp som växer snabbt genom ny kunskap eller ny lag"),
                            ("unclear", "En ny grupp där ansvaret är oklart"),
                            ("none", "Inget av detta"),
                        ],
                        max_length=20,
                    ),
                ),
                ("needs_coordination", models.BooleanField()),
                ("needs_economy", models.BooleanField()),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="Därför behövs den")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("best_interests", models.TextField(blank=True, max_length=5000, verbose_name="Barnets bästa")),
                ("answer_by", models.DateField(null=True, verbose_name="Svar senast")),
                ("in_force_on", models.DateField(null=True, verbose_name="Gäller från")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                    ),
                ),
                ("asked_on", models.DateField(null=True)),
                (
                    "asked_because",
                    models.TextField(blank=True, max_length=2000, verbose_name="Därför ska den omförhandlas"),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                    ),
                ),
                ("ends_on", models.DateField(null=True, verbose_name="Gäller till och med")),
                ("end_reason", models.TextField(blank=True, max_length=2000, verbose_name="Därför upphör den")),
            ],
            options={
                "ordering": ["title", "-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("replaces__isnull", True)),
                            models.Q(("number__gt", 1), ("replaces__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_later_version_replaces_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "abandoned"), _negated=True),
                        fields=("replaces",),
                        name="agreement_one_next_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            ("status", "abandoned"),
                            models.Q(models.Q(("best_interests", ""), _negated=True), ("answer_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_remitted_is_tested_for_the_child",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("in_force_on__isnull", False),
                                ("status__in", ["in_force", "renegotiation_requested", "terminated", "superseded"]),
                            ),
                            models.Q(
                                ("in_force_on__isnull", True),
                                ("status__in", ["draft", "in_consultation", "ready_to_sign", "abandoned"]),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_in_force_exactly_from_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "renegotiation_requested"), _negated=True),
                            models.Q(("asked_by__isnull", False), ("asked_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_renegotiated_at_a_partys_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "terminated"), _negated=True),
                            models.Q(("ended_by__isnull", False), ("ends_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_terminated_by_a_party_from_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "abandoned"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agreement_abandoned_with_a_reason",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["region", "status"], name="groups_agre_region__234373_idx"),
                    models.Index(fields=["region", "forum"], name="groups_agre_region__f2f031_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementChapter",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="chapters", to="groups.agreement"
                    ),
                ),
                ("key", models.SlugField(max_length=30)),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
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
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "key"), name="chapter_of_an_agreement_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementParty",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="groups.agreement"
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.principal",
                        verbose_name="Part",
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("screen", "Underskriven i portalen"),
                            ("paper", "Underskriven på papper"),
                            ("decision", "Politiskt beslut"),
                        ],
                        max_length=10,
                        verbose_name="Hur",
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="Dag")),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("signed_name", models.CharField(blank=True, max_length=200, verbose_name="Namn")),
                ("signed_as", models.CharField(blank=True, max_length=200, verbose_name="Befattning eller beslut")),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["principal__name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("agreement", "principal"),
                        name="party_of_an_agreement_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("method", ""),
                                ("signed_as", ""),
                                ("signed_by__isnull", True),
                                ("signed_name", ""),
                                ("signed_on__isnull", True),
                            ),
                            models.Q(
                                models.Q(("method", ""), _negated=True),
                                ("signed_by__isnull", False),
                                ("signed_on__isnull", False),
                                models.Q(("signed_as", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="party_signed_in_full_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "screen"), _negated=True),
                            ("signed_by", models.F("signatory")),
                            _connector="OR",
                        ),
                        name="party_signs_on_screen_for_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementFile",
            fields=[
                (
                    "kept",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="files.keptfile",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("png", "PNG"), ("jpeg", "JPEG"), ("docx", "DOCX"), ("odt", "ODT")],
                        max_length=10,
                        verbose_name="Filtyp",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="Storlek")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="groups.agreement"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="groups.agreementparty",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Vad är det för fil?")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["created_at", "kept"],
            },
        ),
        migrations.CreateModel(
            name="Consulted",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="consulted", to="groups.agreement"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party", "Part i överenskommelsen"),
                            ("independent_school", "Fristående skola"),
                            ("interest_organisation", "Intresseorganisation"),
                            ("children", "Barn, unga och vårdnadshavare"),
                            ("other", "Någon annan"),
                        ],
                        max_length=30,
                        verbose_name="Vem",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Namn")),
                (
                    "responder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("answered_on", models.DateField(null=True, verbose_name="Svarade")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=10000, verbose_name="Svar")),
                ("outcome", models.TextField(blank=True, max_length=5000, verbose_name="Så togs det om hand")),
            ],
            options={
                "ordering": ["kind", "name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "name"), name="consulted_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_by__isnull", True), ("answered_on__isnull", True)),
                            models.Q(
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consulted_answered_in_full_or_not",
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
        *binding_sql.PROTECTION,
    ]
