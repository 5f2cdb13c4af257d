"""Two to four films or stills side by side."""
