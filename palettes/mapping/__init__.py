"""Maps of looks: all films, or the stills of one film, near each other where they look alike."""
