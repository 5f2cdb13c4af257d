"""One script for each film of the sample catalogue."""
