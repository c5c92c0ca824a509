"""Rows of access get a version; what is done with access gets a trail that only grows (the triggers: models/audit.py)."""

from __future__ import annotations

from django.db import migrations, models

import config.editing.versions


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_cache_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="version",
            field=config.editing.versions.VersionField(default=1, editable=False, verbose_name="versie"),
        ),
        migrations.AddField(
            model_name="membership",
            name="version",
            field=config.editing.versions.VersionField(default=1, editable=False, verbose_name="versie"),
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="wanneer")),
                ("who_id", models.BigIntegerField(blank=True, null=True, verbose_name="nummer van wie")),
                ("who", models.CharField(blank=True, max_length=310, verbose_name="wie")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("SIGNED_IN", "ingelogd"),
                            ("SIGNED_OUT", "uitgelogd"),
                            ("SIGN_IN_FAILED", "inloggen mislukt"),
                            ("FACTOR_ADDED", "tweede stap toegevoegd"),
                            ("FACTOR_REMOVED", "tweede stap verwijderd"),
                            ("PASSWORD_CHANGED", "wachtwoord gewijzigd"),
                            ("INVITED", "collega uitgenodigd"),
                            ("INVITED_AGAIN", "uitnodiging opnieuw gestuurd"),
                            ("INVITATION_WITHDRAWN", "uitnodiging ingetrokken"),
                            ("INVITATION_ACCEPTED", "uitnodiging aangenomen"),
                            ("MEMBER_ADDED", "collega toegevoegd in het beheer"),
                            ("ROLE_CHANGED", "rol gewijzigd"),
                            ("MEMBER_REMOVED", "collega verwijderd"),
                            ("HOUSE_STYLE_CHANGED", "huisstijl gewijzigd"),
                            ("ACCOUNT_ADDED", "account gemaakt in het beheer"),
                            ("ACCOUNT_CHANGED", "account gewijzigd in het beheer"),
                            ("ACCOUNT_REMOVED", "account verwijderd in het beheer"),
                            ("GROUP_CHANGED", "groep gewijzigd in het beheer"),
                            ("DOSSIER_PURGED", "dossier definitief gewist"),
                        ],
                        max_length=30,
                        verbose_name="wat",
                    ),
                ),
                ("about_kind", models.CharField(blank=True, max_length=40, verbose_name="soort")),
                ("about_key", models.CharField(blank=True, max_length=60, verbose_name="sleutel")),
                ("about", models.CharField(blank=True, max_length=310, verbose_name="over")),
                ("before", models.JSONField(blank=True, default=dict, verbose_name="ervoor")),
                ("after", models.JSONField(blank=True, default=dict, verbose_name="erna")),
                ("municipality_id", models.BigIntegerField(blank=True, null=True, verbose_name="nummer van de gemeente")),
            ],
            options={
                "verbose_name": "regel van het logboek",
                "verbose_name_plural": "logboek van toegang",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["municipality_id", "-id"], name="audit_of_a_municipality")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    "SIGNED_IN",
                                    "SIGNED_OUT",
                                    "SIGN_IN_FAILED",
                                    "FACTOR_ADDED",
                                    "FACTOR_REMOVED",
                                    "PASSWORD_CHANGED",
                                    "INVITED",
                                    "INVITED_AGAIN",
                                    "INVITATION_WITHDRAWN",
                                    "INVITATION_ACCEPTED",
                                    "MEMBER_ADDED",
                                    "ROLE_CHANGED",
                                    "MEMBER_REMOVED",
                                    "HOUSE_STYLE_CHANGED",
                                    "ACCOUNT_ADDED",
                                    "ACCOUNT_CHANGED",
                                    "ACCOUNT_REMOVED",
                                    "GROUP_CHANGED",
                                    "DOSSIER_PURGED",
                                ],
                            )
                        ),
                        name="a_line_of_the_trail_says_a_known_thing",
                    )
                ],
            },
        ),
    ]
