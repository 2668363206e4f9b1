"""The page that a person opens by the link of a message: a one-minute form, without an account and without a cookie."""
