"""Pages of the library: the list and what a clinic adds, ideas beside a goal, templates."""
