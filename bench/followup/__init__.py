"""How well follow-up finds what became of promises, measured on little stories written by hand."""
