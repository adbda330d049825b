"""Public sets of expressive clips, read from the layout they are published in; nothing is downloaded or copied."""
