"""The library: its data, the ideas for a person, the templates, and what a clinic adds."""
