"""Addresses of the pages that read across apps: without language, without organisation, within one."""
