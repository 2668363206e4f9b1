"""The sections of an intake as screens: each shows the form of the room that owns what is told, and calls its operation."""
