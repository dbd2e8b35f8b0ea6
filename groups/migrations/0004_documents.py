"""What is to be read before a meeting: files on its agenda. [security 10]"""

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.documents import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_kept_files"),
        ("groups", "0003_calendar"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaDocument",
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
                    "forum",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.forum"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="groups.meeting"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="groups.agendaitem",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Vad är det för handling?")),
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
        *tables_sql.PROTECTION,
    ]
