"""What a row looks like in words, icons and marks. Pure: no query, no clock."""
