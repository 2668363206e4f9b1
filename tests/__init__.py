"""Tests read as sentences: alice owns, bob is on the team, charlie is an outsider."""
