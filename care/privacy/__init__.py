"""The privacy office's own books: the breach register with its clocks, and what may be worth a look in who opened what."""
