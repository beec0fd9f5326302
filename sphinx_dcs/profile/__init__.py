"""What a product is and does: YAML files as a checked tree of values."""
