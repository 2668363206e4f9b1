"""Monitoring of medication: what is due, random drug tests, look-ups, side effects, adherence and retention."""
