"""What the films' scripts share: stage, matter, forms, people, furniture, and the grade."""

# Raise it when a change to the kit should make every still be rendered again.
VERSION = 1
