"""Changes of the consent's logic that nobody can meet, each by the reason why nothing turns red."""

SAME: dict[str, str] = {}
