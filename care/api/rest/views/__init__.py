"""The endpoints, cut by noun: people, plans."""
