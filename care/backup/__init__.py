"""Backup and restore: one file that holds the whole database, sealed, counted and checked before anybody relies on it."""
