"""Every machine interface: REST for partner systems, FHIR in, errors as problem details."""
