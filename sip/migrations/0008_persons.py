"""The child's whole record, the persons around it, its needs; every table behind its doors. [F70-F73, F103]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
import core.crypto
from sip.access import persons_sql


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_safety_net"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0007_transitions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChecklistStep",
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checklist_steps", to="sip.child"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("behov", "Beskriv svårigheter och resurser"),
                            ("kontakt", "Ta kontakt med barnet och föräldrarna"),
                            ("lagen", "Se vilka lägen som kräver mer"),
                            ("parter", "Ta reda på vilka som behöver vara med"),
                            ("samverkan", "Bygg upp samverkan"),
                            ("kontaktpersoner", "Utse kontaktpersoner"),
                            ("rektorn-vet", "Rektorn vet om oron"),
                            ("utredning", "Utredningen har börjat"),
                            ("elevhalsan", "Elevhälsan är tillfrågad"),
                            ("familjen", "Barnet och vårdnadshavarna är med"),
                            ("behoven", "Behoven är utredda"),
                            ("beslut", "Rektorn har bestämt om särskilt stöd behövs"),
                            ("atgardsprogram", "Åtgärdsprogrammet är gjort"),
                            ("uppfoljning", "Det är bestämt när stödet följs upp"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("done", "Gjort"), ("not_done", "Inte gjort än"), ("not_relevant", "Behövs inte här")],
                        default="done",
                        max_length=20,
                    ),
                ),
                ("done_on", models.DateField(verbose_name="Vilken dag?")),
                ("note", models.TextField(max_length=2000, verbose_name="Vad kom ni fram till?")),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "done"),
                            (
                                "step__in",
                                [
                                    "rektorn-vet",
                                    "utredning",
                                    "elevhalsan",
                                    "familjen",
                                    "behoven",
                                    "beslut",
                                    "atgardsprogram",
                                    "uppfoljning",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="a_step_of_the_six_is_done",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedBirth",
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="expected_births", to="sip.child"
                    ),
                ),
                ("expected_on", models.DateField(verbose_name="Beräknad födelsedag")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="Väntas inte längre sedan")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildPerson",
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
                    "interpreter_language",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="Behöver tolk på"),
                ),
                ("dialect", models.CharField(blank=True, default="", max_length=60, verbose_name="Dialekt")),
                ("sign_language", models.BooleanField(default=False, verbose_name="Behöver teckenspråkstolk")),
                (
                    "adaptations",
                    models.CharField(blank=True, default="", max_length=500, verbose_name="Annat som behöver anpassas"),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="persons", to="sip.child"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("related", "Närstående"),
                            ("parent", "Förälder som inte är vårdnadshavare"),
                            ("representative", "God man eller annan företrädare"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("described", models.CharField(blank=True, max_length=100)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("may_take_part", models.BooleanField(default=True)),
                ("child_objects", models.BooleanField(default=False)),
                ("valid_from", models.DateField(default=core.clock.today)),
                ("valid_to", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("may_take_part", False), ("child_objects", False), _connector="OR"),
                        name="nobody_takes_part_against_the_childs_will",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernNote",
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
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="Vilken dag anmälde du?")),
                (
                    "meeting_offered",
                    models.CharField(
                        choices=[("unknown", "Vet inte än"), ("yes", "Ja"), ("no", "Nej")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["reporter", "child"], name="concern_of_reporter")],
            },
        ),
        migrations.CreateModel(
            name="GuardianBar",
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
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bars", to="sip.child"),
                ),
                (
                    "guardian",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bars", to="sip.guardian"
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        choices=[
                            ("address", "Var barnet bor"),
                            ("places", "Namn på skola och verksamheter"),
                            ("meetings", "Tider och platser"),
                            ("plan", "Planen"),
                            ("minutes", "Protokoll"),
                            ("everything", "Allt om barnet"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("harm", "Barnet kan lida betydande men om vårdnadshavaren får veta det"),
                            ("whereabouts", "Var barnet vistas ska inte bli känt för vårdnadshavaren"),
                            ("childs_wish", "Barnet vill inte, och är moget nog att bestämma det"),
                        ],
                        max_length=20,
                    ),
                ),
                ("valid_from", models.DateField(default=core.clock.today)),
                ("valid_to", models.DateField(null=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="bar_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberChange",
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="number_changes", to="sip.child"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal_number", "Personnummer"),
                            ("coordination_number", "Samordningsnummer"),
                            ("reserve_number", "Reservnummer"),
                            ("lma_number", "LMA-nummer"),
                            ("none", "Barnet har inget nummer"),
                        ],
                        max_length=30,
                    ),
                ),
                ("value", core.crypto.EncryptedField()),
                ("valid_from", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Väntar på en andra person"),
                            ("confirmed", "Bekräftad"),
                            ("rejected", "Avvisad"),
                        ],
                        default="proposed",
                        max_length=20,
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", None), ("status", "proposed")),
                            models.Q(
                                models.Q(("status", "proposed"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="number_change_decided_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="number_change_decided_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProtectedData",
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="protections", to="sip.child"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("secrecy", "Sekretessmarkering"), ("registration", "Skyddad folkbokföring")],
                        max_length=20,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("register", "Ur folkbokföringen"),
                            ("told", "Familjen eller en annan myndighet har berättat"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "hidden_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.guardian"
                    ),
                ),
                ("valid_from", models.DateField(default=core.clock.today)),
                ("valid_to", models.DateField(null=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("secrecy", "registration"))),
                        name="protection_of_an_identity_in_the_register",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="protection_ends_after_it_begins",
                    ),
                ],
            },
        ),
        *persons_sql.PROTECTION,
        *persons_sql.SAME_REGION,
        persons_sql.CHANGING,
        persons_sql.NARROWING,
        *persons_sql.SAFETY_NETS,
    ]
