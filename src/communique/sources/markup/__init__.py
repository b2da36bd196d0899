"""HTML and XML of any quality: elements, selectors, and clean text with a map back to the source."""

from communique.sources.markup.clean import Clean, Run, clean_text
from communique.sources.markup.select import find, inside, outermost
from communique.sources.markup.tree import Element, Tree, parse

__all__ = ["Clean", "Element", "Run", "Tree", "clean_text", "find", "inside", "outermost", "parse"]
