"""Forms about reviews, and the list of what is due."""
