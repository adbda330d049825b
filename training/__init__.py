"""Training of every model in the release."""
