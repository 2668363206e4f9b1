from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "care.audit"
    label = "audit"
    verbose_name = "Audit"
