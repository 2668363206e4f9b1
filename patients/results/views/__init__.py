"""Pages of results, cut by noun: what was measured; drug tests."""
