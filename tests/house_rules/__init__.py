"""Rules that hold for the whole house, read from the code itself."""
