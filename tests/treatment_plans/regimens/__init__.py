"""Medication."""
