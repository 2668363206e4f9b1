"""Screens of instruments: somebody's measures, filling in, results, what is due, the instruments themselves."""
