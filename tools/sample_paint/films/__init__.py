"""The films: one script each, with its ratio, its shots in order and their grade."""
