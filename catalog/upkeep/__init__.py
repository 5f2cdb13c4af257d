"""Keeping the catalogue in order: ordering, moving, merging, removing and undoing.

Every change is one transaction, and whoever listens to the catalogue's signals hears of each
film once, after the commit.
"""
