"""Data only: exactly what is pushed to the Hub, and what `from_pretrained` finds without a network."""
