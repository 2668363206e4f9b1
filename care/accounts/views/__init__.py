"""Pages of accounts: the session and its lock, one's own profile, the staff of an organisation, invitations."""
