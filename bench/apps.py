from django.apps import AppConfig


class BenchConfig(AppConfig):
    """What the product is measured against; installed in the bench's own settings and nowhere else."""

    name = "bench"
