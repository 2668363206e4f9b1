"""Progress notes: what was done in a visit, group or contact, for the whole care team. README.md says how one moves."""
