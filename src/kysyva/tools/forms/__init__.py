"""What people send: packages and forms."""
