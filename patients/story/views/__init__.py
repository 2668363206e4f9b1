"""Screens of the story: all of it at a glance, its lists, what is found on one day."""
