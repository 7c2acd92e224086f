"""Addresses of the pages that read across apps: plain, in a language, in an organisation."""
