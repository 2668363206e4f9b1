"""Pages about a person's medication, for a prescriber of the care team."""
