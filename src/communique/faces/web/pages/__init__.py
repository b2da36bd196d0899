"""One module a page or a family of pages: asks the query, fills a template."""
