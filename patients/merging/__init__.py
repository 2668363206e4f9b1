"""Two records of one person: found, compared, merged, and taken apart again."""
