"""What the API answers, as its schema tells it."""
