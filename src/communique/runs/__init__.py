"""Knows the order of the rooms: one release, a batch, an ingest."""

from communique.runs.extract import extract
from communique.runs.ingest import IngestReport, ingest
from communique.runs.reading import model_name, read_release
from communique.runs.samples import sample_folder

__all__ = ["IngestReport", "extract", "ingest", "model_name", "read_release", "sample_folder"]
