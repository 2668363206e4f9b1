"""What can be done, as data: each kind of intervention with its evidence; ideas for a person that say their reason; templates for
common situations; and what a clinic adds of its own.
"""
