"""The demo's provider of text messages: it takes them as a real one would, and shows each phone on a page."""
