from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "care.backup"
    label = "backup"
    verbose_name = "Backup"
