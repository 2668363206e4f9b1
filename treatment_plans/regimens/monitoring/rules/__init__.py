"""Decisions about monitoring: what is due, drug tests, days covered, retention, doses. Pure."""
