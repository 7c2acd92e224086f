"""Addresses of organisations and the people in them."""
