"""FHIR R4 in: files are read in constant memory, each resource is validated, and people are taken one by one."""
