"""The statement as docutils nodes, for every Sphinx builder."""
