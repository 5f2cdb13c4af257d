"""Pages of films and stills: a module for each kind. Palettes reach them through template tags."""
