"""Who is who: compares names, gathers those that are one, and tells who held an office on a day."""
