"""The cache of one test. The server is shared with the broker and with other processes: it is never emptied as a whole."""

from django.core.cache import cache


def forget_what_is_cached() -> None:
    """Remove what this test has put into the cache."""
    client = cache._cache.get_client(None, write=True)  # type: ignore[attr-defined]
    keys = list(client.scan_iter(f"{cache.key_prefix}:*"))
    if keys:
        client.delete(*keys)
