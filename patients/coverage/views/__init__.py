"""Screens of coverage, cut by noun."""
