"""Pages that are about palettes and looks: a module for each."""
