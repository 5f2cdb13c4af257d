"""Palettes and looks made of pictures, in this process or in one beside it, and kept."""
