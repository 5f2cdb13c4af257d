"""The films: a package each, with its ratio, its grade and its shots in order."""
