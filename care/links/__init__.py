"""Links for people without an account: signed, expiring, for a single purpose, revocable."""
