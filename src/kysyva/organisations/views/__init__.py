"""Pages of organisations, their units and their people."""
