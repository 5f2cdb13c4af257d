"""What is told of a film's or a still's look."""
