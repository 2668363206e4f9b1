from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "treatment_plans.regimens.monitoring"
    label = "monitoring"
    verbose_name = "Monitoring of medication"
