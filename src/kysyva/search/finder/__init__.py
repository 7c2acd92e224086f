"""From a situation in one's own words to tools: pure, deterministic, and nothing of it is kept."""
