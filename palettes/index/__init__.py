"""What a search goes through: signatures and swatches of every still and film, in memory."""
