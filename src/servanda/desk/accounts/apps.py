"""Tells Django about this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, parties, delegations, roles, sign-in."""

    name = "servanda.desk.accounts"
    label = "accounts"
