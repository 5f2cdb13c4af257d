"""Lighthouse over the pages: see ``__main__.py``."""
