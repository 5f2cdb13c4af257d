"""What visitors ask to have worked out: limits, uploads, pictures that are not of the catalogue."""
