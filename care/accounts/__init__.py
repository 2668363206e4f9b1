"""Organisations (Part 2 programmes and others), the people who work there, their roles, and how they sign in."""
