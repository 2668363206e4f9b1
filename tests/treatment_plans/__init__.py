"""Plans and medication."""
