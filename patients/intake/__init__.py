"""Intake: getting to know a person in sections, in any order, by several people, with breaks, to a signed summary."""
