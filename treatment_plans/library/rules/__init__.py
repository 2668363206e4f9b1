"""Decisions of the library: what fits a person and why, what a template adds, what a clinic may add. Pure."""
