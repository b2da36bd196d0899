"""One reader a format: the bytes of a document in, its releases and what is wrong with it out."""
