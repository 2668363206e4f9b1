"""The pages of monitoring: of one person, and of the clinic."""
