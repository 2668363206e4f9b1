"""The review screen: what changed since, what was done of what was planned, and what becomes of each line."""
