"""Is this order safe? Facts about a person in, alerts out: no database, no clock, no Django (DESIGN, section 4)."""
