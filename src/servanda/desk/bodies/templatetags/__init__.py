"""Parts of pages that other apps show of bodies."""
