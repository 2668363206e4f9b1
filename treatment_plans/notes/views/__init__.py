"""The screens of counseling notes: reading, writing, signing, adding."""
