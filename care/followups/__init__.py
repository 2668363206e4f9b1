"""Check-in protocols, check-ins, and the outreach ladder when one is missed."""
