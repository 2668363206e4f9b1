"""REST v1: people and plans of care, as far as a consent lets a partner's system read them. Read only."""
