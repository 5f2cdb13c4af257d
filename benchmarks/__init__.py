"""The measured claims of the README, a command each."""
