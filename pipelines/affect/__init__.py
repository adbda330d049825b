"""Affective Semantic Injection: a sentence, a face or Action Units become a checked affect plan (arXiv 2604.12255)."""
