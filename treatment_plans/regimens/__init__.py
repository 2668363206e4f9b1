"""Medication for opioid and alcohol use disorder: the catalogue, and the orders by which a person receives it.

The safety rules (doses, intervals, interactions) are not in this room yet. Until they are, an order is refused here only
for what the order alone can show: the order screen says so.
"""
