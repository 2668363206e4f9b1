"""The screens of progress notes: reading, writing, signing, groups, templates."""
