"""The search page: what its address asks, and what it shows."""
