"""Tasks: one owner, one due time, one escalation path."""
