"""Where clips of a dataset come from: one function a file."""
