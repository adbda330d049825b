"""Pictures and clips at the edge of the program: reading, cropping, writing, laying out."""
