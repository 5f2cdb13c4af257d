"""A palette's own address, its page, its card and its files."""
