"""Screens that join several rooms: Today, caseload, search, chart, tasks, who may read what. No models."""
