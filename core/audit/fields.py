from django.db import models


class TransactionIdField(models.Field):
    """PostgreSQL's full transaction number (xid8): never reused, never wraps."""

    def db_type(self, connection):
        return "xid8"

    def from_db_value(self, value, expression, connection):
        return None if value is None else int(value)
