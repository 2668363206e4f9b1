"""Questionnaires that people answer on their own phone: what was sent to whom, whether it was answered, and the page."""
