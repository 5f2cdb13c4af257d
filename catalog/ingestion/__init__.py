"""Getting stills in: sources, the guarded door to the network, verifying, storing.

``service.ingest`` is the way in for commands, tasks and pages; docs/ingestion.md tells the whole.
"""
