"""The log: who did what, when, with which child; append-only, sealed, without names or text. [security 5]"""

from core.audit.errors import AuditFailed
from core.audit.writing import record, record_listed, record_many, record_refusal

__all__ = ["AuditFailed", "record", "record_listed", "record_many", "record_refusal"]
