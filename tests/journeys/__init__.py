"""Journeys: a browser drives the running product as a coordinator, a counselor, a prescriber would."""
