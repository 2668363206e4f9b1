"""The audit trail: append-only events with a code of their own, sealed each minute into a chain whose head leaves the database.

`operations` writes events, `seals` makes the chain, `verification` finds what was changed behind its back,
`history` records the old and new values of fields by database triggers.
"""
