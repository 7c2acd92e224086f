"""What changes an organisation and who belongs to it. The rows themselves say who and when."""
