"""What a user would pick instead of us, each library behind the same small contract."""
