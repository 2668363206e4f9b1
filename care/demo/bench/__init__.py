"""Measuring pages against their floors: an empty signed-in response, the best SQL, the audit insert. Never part of a clinic."""
