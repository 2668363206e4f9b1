"""Copies of a record: its parts, the paper for somebody outside, and the person's own copy."""
