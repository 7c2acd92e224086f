"""What changes tools."""
