"""The supervisor of `make run`, and the throw-away servers of `make test`.

Nothing in here knows the domain; it starts, watches and stops processes.
"""
