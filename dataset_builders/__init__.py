"""Sources of clips with exact Action Unit truth, and the datasets built from them."""
