"""The generator. Every `*_argen.py` here is shipped to the Hub unchanged."""
