"""The copy on somebody's own phone: opened by a link and a birth date, kept so that it is read without a connection."""
