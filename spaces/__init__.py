"""One folder is one Space of the Hub: the demo, and the metrics of `evaluate`."""
