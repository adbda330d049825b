"""What a user loads and calls: the generator, and the models that judge what it makes."""
