"""The example's profile, compared with the product that it describes."""
