"""What every page has in common that a person opens by the link of a message: the way in, the frame, the language, the end.

The link is the key, so that no cookie is set and no account is needed. Each room brings the page that stands behind its own
kind of link.
"""
