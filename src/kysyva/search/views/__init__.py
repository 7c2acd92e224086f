"""Pages of search and of the finder."""
