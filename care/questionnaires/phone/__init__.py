"""The page behind the link: one question after the other, kept on the server, without an account and without a cookie."""
