"""Counseling notes."""
