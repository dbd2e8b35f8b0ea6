"""A fresh login, as the sign-in offers it; said in `core.access.fresh`, since every app asks for it."""

from core.access.fresh import FIELD, confirmed, require_fresh

__all__ = ["FIELD", "confirmed", "require_fresh"]
