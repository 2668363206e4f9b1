"""The page on which a person reads one consent on their own phone, and signs or declines it: by a link, without an account."""
