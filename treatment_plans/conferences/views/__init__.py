"""Pages of case conferences: the clinic's, one of them, and one person's part."""
