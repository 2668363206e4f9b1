"""Screens that join several rooms."""
