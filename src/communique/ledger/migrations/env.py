"""Alembic's entry point: runs the steps on the connection that `communique.ledger.migrate` hands over."""

from alembic import context

from communique.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
