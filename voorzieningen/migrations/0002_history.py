from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "__first__"),
        ("voorzieningen", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="tariffreading",
            name="a_tariff_has_one_preferred_reading",
        ),
        migrations.AddField(
            model_name="contradiction",
            name="target_groups",
            field=models.ManyToManyField(
                blank=True,
                help_text="Alleen als het over bepaalde doelgroepen gaat.",
                related_name="+",
                to="voorzieningen.targetgroup",
                verbose_name="raakt de doelgroepen",
            ),
        ),
        migrations.AddField(
            model_name="resultclaim",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                help_text="Alleen als de bewering niet over één aanbod gaat, zoals van een koepel over al zijn leden.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to="voorzieningen.organisation",
                verbose_name="organisatie",
            ),
        ),
        migrations.AddField(
            model_name="tariff",
            name="contradiction",
            field=models.CharField(
                blank=True,
                help_text="Code, bijvoorbeeld C-18, als dit tarief het standaardtarief tegenspreekt: ze staan dan naast elkaar.",
                max_length=10,
                verbose_name="tegenspraak",
            ),
        ),
        migrations.AddField(
            model_name="tariffreading",
            name="label",
            field=models.CharField(blank=True, help_text="Hoe de lezing op het scherm heet. Leeg: de code.", max_length=60, verbose_name="naam"),
        ),
        migrations.AlterField(
            model_name="resultclaim",
            name="offering",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="claims",
                to="voorzieningen.offering",
                verbose_name="aanbod",
            ),
        ),
        migrations.AlterField(
            model_name="tariffreading",
            name="contradiction",
            field=models.CharField(
                blank=True,
                help_text="Code, bijvoorbeeld C-04. Lezingen met dezelfde code sluiten elkaar uit.",
                max_length=10,
                verbose_name="tegenspraak",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("offering", None), ("organisation__isnull", False)),
                    models.Q(("offering__isnull", False), ("organisation", None)),
                    _connector="OR",
                ),
                name="a_claim_is_about_an_offering_or_an_organisation",
                violation_error_message="Kies een aanbod of een organisatie: precies één van de twee.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariffreading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("preferred", True)),
                fields=("tariff", "contradiction"),
                name="a_contradiction_has_one_preferred_reading",
                violation_error_message="Van de lezingen die bij dezelfde tegenspraak horen, heeft precies één de voorkeur.",
            ),
        ),
        migrations.CreateModel(
            name="ReadingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="bedrag, laag",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="bedrag, hoog",
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GEMEENTE", "gemeente"),
                            ("UITVOERDER", "uitvoerder"),
                            ("FONDS", "fonds"),
                            ("GEMENGD", "gemengd"),
                            ("ONBEKEND", "onbekend"),
                        ],
                        max_length=20,
                        verbose_name="betaler",
                    ),
                ),
                (
                    "from_contract_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name="vanaf contractjaar"
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                        verbose_name="tariefonderdeel",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="voorzieningen.tariffreading", verbose_name="lezing"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Zonder bron geen feit.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "wat een lezing verandert",
                "verbose_name_plural": "wat lezingen veranderen",
                "constraints": [
                    models.UniqueConstraint(fields=("reading", "component"), name="a_reading_changes_a_component_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("high", None), ("low", None)),
                            models.Q(("high__isnull", False), ("low__gte", 0), ("low__isnull", False), ("low__lte", models.F("high"))),
                            _connector="OR",
                        ),
                        name="a_changed_amount_has_a_low_and_a_high",
                        violation_error_message="Vul beide bedragen in, met het laagste eerst, of laat ze beide leeg.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low__isnull", False), models.Q(("payer", ""), _negated=True), ("from_contract_year__isnull", False), _connector="OR"
                        ),
                        name="a_reading_change_changes_something",
                        violation_error_message="Vul in wat er in deze lezing anders is: een bedrag, de betaler of het eerste contractjaar.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgeRange",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("variant", models.CharField(help_text="Bijvoorbeeld 'standaard' of 'per gemeente 0-12'.", max_length=60, verbose_name="lezing")),
                (
                    "from_months",
                    models.SmallIntegerField(
                        blank=True, help_text="-9 is het begin van de zwangerschap, 0 de geboorte.", null=True, verbose_name="vanaf (maanden)"
                    ),
                ),
                (
                    "until_months",
                    models.SmallIntegerField(
                        blank=True, help_text="Niet meer inbegrepen: tot 5 jaar is 60.", null=True, verbose_name="tot (maanden)"
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("CERTAIN", "zeker"), ("POSSIBLE", "mogelijk"), ("CONFLICT", "bronnen verschillen"), ("UNKNOWN", "niet vermeld")],
                        max_length=20,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical leeftijdsbereik",
                "verbose_name_plural": "historical leeftijdsbereiken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComponentBracket",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "from_inhabitants",
                    models.PositiveIntegerField(help_text="Geldt tot het begin van de volgende trede.", verbose_name="vanaf inwoners"),
                ),
                (
                    "low",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("99999999.99")),
                        ],
                        verbose_name="bedrag laag (€)",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("99999999.99")),
                        ],
                        verbose_name="bedrag hoog (€)",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                        verbose_name="tariefonderdeel",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical trede van een staffel",
                "verbose_name_plural": "historical treden van staffels",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComponentHours",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "match_year",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name="koppelingsjaar"),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="uren per koppeling",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                        verbose_name="tariefonderdeel",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical uren per koppelingsjaar",
                "verbose_name_plural": "historical uren per koppelingsjaar",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContradiction",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("code", models.CharField(db_index=True, help_text="Bijvoorbeeld C-04.", max_length=10, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("CONTRADICTION", "bronnen spreken elkaar tegen"),
                            ("AMBIGUITY", "bron is op meer manieren te lezen"),
                            ("SOURCE_ERROR", "fout in de bron"),
                            ("NOT_COMPARABLE", "niet te vergelijken"),
                            ("SCOPE", "andere afbakening"),
                            ("MISSING", "ontbreekt in de bronnen"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("topic", models.CharField(max_length=100, verbose_name="onderwerp")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("IDENTITEIT", "naam"),
                            ("DOEL", "doel"),
                            ("VORM", "vorm van steun"),
                            ("AANBOD", "werkwijze"),
                            ("STEUNGEVER", "wie de steun geeft"),
                            ("DOELGROEP", "doelgroep"),
                            ("INSLUITING", "voorwaarde om mee te doen"),
                            ("UITSLUITING", "reden om niet mee te doen"),
                            ("LEEFTIJD", "leeftijd"),
                            ("DUUR", "duur"),
                            ("INTENSITEIT", "intensiteit"),
                            ("TRAINING", "training van vrijwilligers"),
                            ("SCREENING", "screening"),
                            ("VOG", "VOG"),
                            ("COORDINATOR", "coördinator"),
                            ("WERKGEVER", "werkgever van de coördinator"),
                            ("BEGELEIDING", "begeleiding"),
                            ("LEVERING", "leveringsmodel"),
                            ("UITVOERING", "uitvoering"),
                            ("VERWIJZING", "verwijzing en werving"),
                            ("MONITORING", "volgen en meten"),
                            ("TARIEF", "tarief"),
                            ("OFFERTE", "offerte"),
                            ("RESULTAAT", "resultaten volgens de aanbieder"),
                            ("LIDMAATSCHAP", "lid van het Collectief"),
                            ("CONTACT", "contact"),
                            ("WEBSITE", "website"),
                            ("CONTEXT", "achtergrond"),
                        ],
                        max_length=20,
                        verbose_name="raakt het veld",
                    ),
                ),
                ("preferred", models.CharField(max_length=300, verbose_name="gebruikte lezing")),
                ("reason", models.TextField(verbose_name="reden")),
                ("representation", models.CharField(max_length=500, verbose_name="hoe het portaal ermee omgaat")),
                ("message", models.CharField(blank=True, max_length=500, verbose_name="melding aan de gebruiker")),
                ("question", models.CharField(blank=True, max_length=500, verbose_name="vraag aan de aanbieder")),
                ("changes_money", models.BooleanField(default=False, verbose_name="verandert bedragen")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tegenspraak",
                "verbose_name_plural": "historical tegenspraken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContradictionReading",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("value", models.CharField(max_length=300, verbose_name="lezing")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "contradiction",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.contradiction",
                        verbose_name="tegenspraak",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lezing van een tegenspraak",
                "verbose_name_plural": "historical lezingen van tegenspraken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCoordinatorType",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z][A-Z0-9_]*\\Z", "Gebruik hoofdletters, cijfers en lage streepjes, te beginnen met een letter."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="naam")),
                ("explanation", models.TextField(blank=True, help_text="In gewone taal; staat als hulptekst bij het filter.", verbose_name="uitleg")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical coördinatortype",
                "verbose_name_plural": "historical coördinatortypen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCoverage",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("INCLUDED", "genoemd als doelgroep"),
                            ("CONDITIONAL", "genoemd onder voorwaarde"),
                            ("POSSIBLE", "mogelijk"),
                            ("CONFLICT", "bronnen verschillen"),
                            ("EXCLUDED", "uitgesloten"),
                        ],
                        max_length=20,
                        verbose_name="dekking",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "target_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.targetgroup",
                        verbose_name="doelgroep",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dekking van een doelgroep",
                "verbose_name_plural": "historical dekking van doelgroepen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeliveryModel",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z][A-Z0-9_]*\\Z", "Gebruik hoofdletters, cijfers en lage streepjes, te beginnen met een letter."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="naam")),
                ("explanation", models.TextField(blank=True, help_text="In gewone taal; staat als hulptekst bij het filter.", verbose_name="uitleg")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical leveringsmodel",
                "verbose_name_plural": "historical leveringsmodellen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEmployer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z][A-Z0-9_]*\\Z", "Gebruik hoofdletters, cijfers en lage streepjes, te beginnen met een letter."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="naam")),
                ("explanation", models.TextField(blank=True, help_text="In gewone taal; staat als hulptekst bij het filter.", verbose_name="uitleg")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical werkgever van de coördinator",
                "verbose_name_plural": "historical werkgevers van de coördinator",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMunicipality",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator("\\AGM[0-9]{4}\\Z", "Een CBS-code is GM met vier cijfers, bijvoorbeeld GM0392.")
                        ],
                        verbose_name="CBS-code",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                ("province", models.CharField(max_length=50, verbose_name="provincie")),
                ("inhabitants", models.PositiveIntegerField(verbose_name="inwoners")),
                ("counted_on", models.DateField(verbose_name="peildatum inwoners")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="Eerste dag waarop de gemeente niet meer bestaat. Leeg: bestaat nog.",
                        null=True,
                        verbose_name="bestaat tot",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical gemeente",
                "verbose_name_plural": "historical gemeenten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOffering",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Komt in adressen en links die gemaild zijn. Niet meer wijzigen na publicatie.", verbose_name="sleutel"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                ("programme", models.CharField(blank=True, max_length=100, verbose_name="programma")),
                ("is_published", models.BooleanField(default=True, verbose_name="gepubliceerd")),
                (
                    "characteristics",
                    models.TextField(
                        blank=True, help_text="Kort en in eigen woorden; staat in het totaaloverzicht.", verbose_name="specifieke kenmerken"
                    ),
                ),
                (
                    "volunteer_training",
                    models.CharField(
                        choices=[("JA", "ja"), ("NEE", "nee"), ("NIET_VERMELD", "niet vermeld")],
                        default="NIET_VERMELD",
                        max_length=20,
                        verbose_name="training vrijwilligers",
                    ),
                ),
                (
                    "vog",
                    models.CharField(
                        choices=[("JA", "ja"), ("NEE", "nee"), ("NIET_VERMELD", "niet vermeld")],
                        default="NIET_VERMELD",
                        max_length=20,
                        verbose_name="VOG vereist",
                    ),
                ),
                ("duration_months_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="duur minimaal (maanden)")),
                ("duration_months_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="duur maximaal (maanden)")),
                ("preparation_months_min", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="voorbereiding minimaal (maanden)")),
                ("preparation_months_max", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="voorbereiding maximaal (maanden)")),
                (
                    "guidance_per_year_min",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="begeleiding minimaal (keer per jaar)"),
                ),
                (
                    "guidance_per_year_max",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="begeleiding maximaal (keer per jaar)"),
                ),
                ("contracting_party", models.CharField(blank=True, max_length=200, verbose_name="contractpartij")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="laatst gecontroleerd op")),
                (
                    "checked_by",
                    models.CharField(
                        blank=True, help_text="Functie of organisatie, geen persoonsnaam.", max_length=100, verbose_name="gecontroleerd door"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leeg bij een combinatie.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical aanbod",
                "verbose_name_plural": "historical aanbod",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOfferingCoordinator",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("CERTAIN", "zeker"), ("POSSIBLE", "mogelijk"), ("CONFLICT", "bronnen verschillen"), ("UNKNOWN", "niet vermeld")],
                        default="CERTAIN",
                        max_length=20,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.coordinatortype",
                        verbose_name="coördinatortype",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical coördinatortype van een aanbod",
                "verbose_name_plural": "historical coördinatortypen per aanbod",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOfferingDelivery",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("CERTAIN", "zeker"), ("POSSIBLE", "mogelijk"), ("CONFLICT", "bronnen verschillen"), ("UNKNOWN", "niet vermeld")],
                        default="CERTAIN",
                        max_length=20,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.deliverymodel",
                        verbose_name="leveringsmodel",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical leveringsmodel van een aanbod",
                "verbose_name_plural": "historical leveringsmodellen per aanbod",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOfferingEmployer",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("CERTAIN", "zeker"), ("POSSIBLE", "mogelijk"), ("CONFLICT", "bronnen verschillen"), ("UNKNOWN", "niet vermeld")],
                        default="CERTAIN",
                        max_length=20,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.employer",
                        verbose_name="werkgever",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical werkgever van de coördinator van een aanbod",
                "verbose_name_plural": "historical werkgevers van de coördinator per aanbod",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOfferingForm",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[("CERTAIN", "zeker"), ("POSSIBLE", "mogelijk"), ("CONFLICT", "bronnen verschillen"), ("UNKNOWN", "niet vermeld")],
                        default="CERTAIN",
                        max_length=20,
                        verbose_name="zekerheid",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.supportform",
                        verbose_name="vorm van steun",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical vorm van steun van een aanbod",
                "verbose_name_plural": "historical vormen van steun per aanbod",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("code", models.CharField(db_index=True, help_text="Korte code, bijvoorbeeld BG.", max_length=20, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[("ORGANISATIE", "organisatie"), ("KOEPEL", "koepel (zonder eigen aanbod)")],
                        default="ORGANISATIE",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="naam")),
                ("legal_name", models.CharField(blank=True, max_length=200, verbose_name="statutaire naam")),
                (
                    "aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text='Voor het zoeken. Een lijst, bijvoorbeeld ["Meeleefgezin"].',
                        verbose_name="andere schrijfwijzen",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Alleen een functioneel adres (info@), geen persoonlijk adres.",
                        max_length=254,
                        verbose_name="e-mailadres",
                    ),
                ),
                (
                    "email_note",
                    models.CharField(
                        blank=True,
                        help_text="Bijvoorbeeld een adressjabloon per plaats. Wordt geen link.",
                        max_length=200,
                        verbose_name="e-mail, opmerking",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("contact_person", models.CharField(blank=True, max_length=100, verbose_name="contactpersoon")),
                (
                    "contact_is_public",
                    models.BooleanField(
                        default=False, help_text="Alleen aanzetten met toestemming van de persoon.", verbose_name="contactpersoon publiek zichtbaar"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisatie",
                "verbose_name_plural": "historical organisaties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReadingChange",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="bedrag, laag",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="bedrag, hoog",
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GEMEENTE", "gemeente"),
                            ("UITVOERDER", "uitvoerder"),
                            ("FONDS", "fonds"),
                            ("GEMENGD", "gemengd"),
                            ("ONBEKEND", "onbekend"),
                        ],
                        max_length=20,
                        verbose_name="betaler",
                    ),
                ),
                (
                    "from_contract_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name="vanaf contractjaar"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                        verbose_name="tariefonderdeel",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffreading",
                        verbose_name="lezing",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical wat een lezing verandert",
                "verbose_name_plural": "historical wat lezingen veranderen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResultClaim",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=20, verbose_name="code")),
                ("claim", models.CharField(max_length=300, verbose_name="bewering")),
                (
                    "percentage",
                    models.CharField(blank=True, help_text="Als tekst: met dit getal wordt niet gerekend.", max_length=20, verbose_name="percentage"),
                ),
                ("measures", models.CharField(max_length=300, verbose_name="wat het meet")),
                ("moment", models.CharField(default="niet vermeld", max_length=200, verbose_name="meetmoment")),
                ("denominator", models.CharField(default="niet vermeld", max_length=200, verbose_name="van hoeveel gezinnen")),
                ("speaker", models.CharField(max_length=100, verbose_name="wie het zegt")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Alleen als de bewering niet over één aanbod gaat, zoals van een koepel over al zijn leden.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical resultaatclaim",
                "verbose_name_plural": "historical resultaatclaims",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSource",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("slug", models.SlugField(help_text="Komt in adressen en bestanden. Niet meer wijzigen na publicatie.", verbose_name="sleutel")),
                ("code", models.CharField(db_index=True, help_text="Korte code, bijvoorbeeld S0.", max_length=10, verbose_name="code")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("OVERZICHT", "overzicht of brochure"),
                            ("WEBSITE", "webpagina"),
                            ("OFFERTE", "offerte"),
                            ("ARTIKEL", "nieuwsartikel"),
                            ("STATISTIEK", "statistiek"),
                            ("EIGEN", "eigen indeling van dit portaal"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("AANBIEDER", "aanbieder"),
                            ("OVERHEID", "overheid"),
                            ("DERDE", "derde"),
                            ("PROMOTIE", "promotie"),
                            ("PORTAAL", "dit portaal"),
                        ],
                        help_text="Belangrijk: een aanbieder spreekt over zichzelf.",
                        max_length=20,
                        verbose_name="wie spreekt",
                    ),
                ),
                ("publisher", models.CharField(blank=True, max_length=200, verbose_name="uitgever")),
                (
                    "dated",
                    models.CharField(
                        default="ongedateerd",
                        help_text="In woorden. Staat er geen datum in? Laat dan 'ongedateerd' staan.",
                        max_length=100,
                        verbose_name="datering",
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="webadres")),
                ("description", models.TextField(blank=True, verbose_name="omschrijving")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="laatst gecontroleerd op")),
                (
                    "checked_by",
                    models.CharField(
                        blank=True, help_text="Functie of organisatie, geen persoonsnaam.", max_length=100, verbose_name="gecontroleerd door"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "verbose_name": "historical bron",
                "verbose_name_plural": "historical bronnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("code", models.CharField(db_index=True, help_text="Bijvoorbeeld BG-034.", max_length=20, verbose_name="code")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("IDENTITEIT", "naam"),
                            ("DOEL", "doel"),
                            ("VORM", "vorm van steun"),
                            ("AANBOD", "werkwijze"),
                            ("STEUNGEVER", "wie de steun geeft"),
                            ("DOELGROEP", "doelgroep"),
                            ("INSLUITING", "voorwaarde om mee te doen"),
                            ("UITSLUITING", "reden om niet mee te doen"),
                            ("LEEFTIJD", "leeftijd"),
                            ("DUUR", "duur"),
                            ("INTENSITEIT", "intensiteit"),
                            ("TRAINING", "training van vrijwilligers"),
                            ("SCREENING", "screening"),
                            ("VOG", "VOG"),
                            ("COORDINATOR", "coördinator"),
                            ("WERKGEVER", "werkgever van de coördinator"),
                            ("BEGELEIDING", "begeleiding"),
                            ("LEVERING", "leveringsmodel"),
                            ("UITVOERING", "uitvoering"),
                            ("VERWIJZING", "verwijzing en werving"),
                            ("MONITORING", "volgen en meten"),
                            ("TARIEF", "tarief"),
                            ("OFFERTE", "offerte"),
                            ("RESULTAAT", "resultaten volgens de aanbieder"),
                            ("LIDMAATSCHAP", "lid van het Collectief"),
                            ("CONTACT", "contact"),
                            ("WEBSITE", "website"),
                            ("CONTEXT", "achtergrond"),
                        ],
                        max_length=20,
                        verbose_name="onderwerp",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        help_text="Uitspraken met hetzelfde onderwerp en onderdeel zijn lezingen van hetzelfde feit.",
                        max_length=100,
                        verbose_name="onderdeel",
                    ),
                ),
                ("value", models.CharField(help_text="In onze eigen woorden.", max_length=500, verbose_name="waarde")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("S", "staat er zo"),
                            ("D", "door ons afgeleid"),
                            ("A", "onduidelijk of niet vermeld"),
                            ("C", "bronnen verschillen"),
                            ("T", "door een derde gezegd"),
                            ("P", "bewering van de aanbieder"),
                        ],
                        max_length=1,
                        verbose_name="status",
                    ),
                ),
                ("preferred", models.BooleanField(default=False, help_text="De lezing die het portaal gebruikt.", verbose_name="voorkeur")),
                (
                    "reason",
                    models.CharField(blank=True, help_text="Verplicht bij de voorkeur.", max_length=500, verbose_name="reden van de voorkeur"),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="toelichting")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Alleen als het niet over een aanbod gaat.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.organisation",
                        verbose_name="organisatie",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical uitspraak",
                "verbose_name_plural": "historical uitspraken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupportForm",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z][A-Z0-9_]*\\Z", "Gebruik hoofdletters, cijfers en lage streepjes, te beginnen met een letter."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="naam")),
                ("explanation", models.TextField(blank=True, help_text="In gewone taal; staat als hulptekst bij het filter.", verbose_name="uitleg")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical vorm van steun",
                "verbose_name_plural": "historical vormen van steun",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTargetGroup",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z][A-Z0-9_]*\\Z", "Gebruik hoofdletters, cijfers en lage streepjes, te beginnen met een letter."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("label", models.CharField(max_length=100, verbose_name="naam")),
                ("explanation", models.TextField(blank=True, help_text="In gewone taal; staat als hulptekst bij het filter.", verbose_name="uitleg")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                ("group", models.CharField(choices=[("gezin", "gezin"), ("ouder", "ouder"), ("kind", "kind")], max_length=10, verbose_name="groep")),
                (
                    "synonyms",
                    models.JSONField(
                        blank=True, default=list, help_text='Voor het zoeken. Een lijst, bijvoorbeeld ["KOPP", "GGZ"].', verbose_name="synoniemen"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical doelgroep",
                "verbose_name_plural": "historical doelgroepen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariff",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Bijvoorbeeld 'lijstprijs'. Komt in adressen; niet meer wijzigen na publicatie.", verbose_name="sleutel"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("LIJSTPRIJS", "lijstprijs"), ("OFFERTE", "offerte aan één gemeente")],
                        default="LIJSTPRIJS",
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
                ("wording", models.TextField(help_text="Voor het totaaloverzicht, met eenheid; in eigen woorden.", verbose_name="tarief in woorden")),
                ("is_default", models.BooleanField(default=False, verbose_name="standaard")),
                (
                    "price_level_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Leeg: niet vermeld in de bron.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1990), django.core.validators.MaxValueValidator(2100)],
                        verbose_name="prijspeil (jaar)",
                    ),
                ),
                (
                    "indexable",
                    models.BooleanField(
                        default=True, help_text="Uit: het bedrag staat vast, zoals in een offerte.", verbose_name="indexeren toegestaan"
                    ),
                ),
                (
                    "duration_match_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="In hele jaren. Leeg: onbekend.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)],
                        verbose_name="duur van een koppeling (koppelingsjaren)",
                    ),
                ),
                (
                    "duration_basis",
                    models.CharField(
                        choices=[
                            ("STATED", "staat in de bron"),
                            ("UPPER_BOUND", "bovengrens uit de bron"),
                            ("ASSUMPTION", "aanname"),
                            ("NOT_STATED", "niet vermeld"),
                        ],
                        default="NOT_STATED",
                        max_length=20,
                        verbose_name="duur volgens",
                    ),
                ),
                ("duration_note", models.CharField(blank=True, max_length=200, verbose_name="toelichting bij de duur")),
                (
                    "priced_contract_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Daarna is er geen prijs. Leeg: geldt voor onbepaalde tijd.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)],
                        verbose_name="geprijsde contractjaren",
                    ),
                ),
                ("contract_from", models.DateField(blank=True, null=True, verbose_name="contract vanaf")),
                ("contract_until", models.DateField(blank=True, help_text="Eerste dag na het contract.", null=True, verbose_name="contract tot")),
                (
                    "contradiction",
                    models.CharField(
                        blank=True,
                        help_text="Code, bijvoorbeeld C-18, als dit tarief het standaardtarief tegenspreekt: ze staan dan naast elkaar.",
                        max_length=10,
                        verbose_name="tegenspraak",
                    ),
                ),
                ("invoicing", models.CharField(blank=True, max_length=200, verbose_name="factuurmomenten")),
                ("conditions", models.TextField(blank=True, verbose_name="voorwaarden")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.municipality",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                        verbose_name="aanbod",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tarief",
                "verbose_name_plural": "historical tarieven",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariffCapacity",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "contract_year",
                    models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name="contractjaar"),
                ),
                ("low", models.PositiveSmallIntegerField(verbose_name="nieuwe koppelingen, minimaal")),
                ("high", models.PositiveSmallIntegerField(verbose_name="nieuwe koppelingen, maximaal")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariff",
                        verbose_name="tarief",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical capaciteit van een tarief",
                "verbose_name_plural": "historical capaciteit van tarieven",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariffComponent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        db_index=True, help_text="Komt in bestanden; niet meer wijzigen na publicatie.", max_length=20, verbose_name="code"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("FIXED", "vast bedrag per contractjaar"),
                            ("PER_MATCH", "bedrag per koppeling"),
                            ("PER_MODULE", "bedrag per afgeronde module"),
                            ("COORDINATOR_HOURS", "uren van de coördinator"),
                            ("ALL_IN_PER_MATCH_YEAR", "integraal bedrag per lopende koppeling per jaar"),
                            ("INHABITANT_TIER", "staffel op inwoners"),
                            ("HOURLY_RATE", "uurtarief"),
                            ("SURCHARGE", "opslag in procenten"),
                            ("CONTRIBUTION", "bijdrage van een derde"),
                            ("UNKNOWN", "onbekend bedrag"),
                        ],
                        max_length=30,
                        verbose_name="soort",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("COST", "kosten"), ("INFO", "alleen informatie (telt niet mee)")], default="COST", max_length=10, verbose_name="rol"
                    ),
                ),
                ("label", models.CharField(max_length=150, verbose_name="omschrijving")),
                (
                    "unit_label",
                    models.CharField(help_text="Bijvoorbeeld 'per koppeling, eerste koppelingsjaar'.", max_length=100, verbose_name="eenheid"),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("99999999.99")),
                        ],
                        verbose_name="bedrag laag (€)",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("99999999.99")),
                        ],
                        verbose_name="bedrag hoog (€)",
                    ),
                ),
                (
                    "amount_kind",
                    models.CharField(
                        choices=[("EXACT", "exact"), ("CIRCA", "circa"), ("RICHTLIJN", "richtlijn")],
                        default="EXACT",
                        max_length=20,
                        verbose_name="soort bedrag",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("STATED", "staat in de bron"), ("DERIVED", "afgeleid"), ("ASSUMPTION", "aanname")],
                        default="STATED",
                        max_length=20,
                        verbose_name="status van het bedrag",
                    ),
                ),
                ("basis_note", models.CharField(blank=True, max_length=300, verbose_name="toelichting bij het bedrag")),
                (
                    "series",
                    models.CharField(
                        blank=True,
                        help_text="Onderdelen van één reeks volgen elkaar op in de tijd, zonder gat of overlap.",
                        max_length=20,
                        verbose_name="reeks",
                    ),
                ),
                (
                    "from_contract_year",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name="vanaf contractjaar"
                    ),
                ),
                (
                    "to_contract_year",
                    models.PositiveSmallIntegerField(blank=True, help_text="Leeg: onbepaald.", null=True, verbose_name="t/m contractjaar"),
                ),
                (
                    "from_match_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name="vanaf koppelingsjaar"
                    ),
                ),
                (
                    "to_match_year",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Leeg: zolang de koppeling loopt.", null=True, verbose_name="t/m koppelingsjaar"
                    ),
                ),
                ("module", models.CharField(blank=True, max_length=50, verbose_name="module")),
                (
                    "match_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name="module valt in koppelingsjaar"
                    ),
                ),
                (
                    "default_completion",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=5,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0")), django.core.validators.MaxValueValidator(Decimal("1"))],
                        verbose_name="kans op afronden (0-1)",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="uren",
                    ),
                ),
                ("hours_from_input", models.BooleanField(default=False, verbose_name="uren vult de gebruiker in")),
                (
                    "period",
                    models.CharField(blank=True, choices=[("WEEK", "per week"), ("YEAR", "per jaar")], max_length=10, verbose_name="uren per"),
                ),
                (
                    "per_matches",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Leeg: vast aantal uren.", null=True, verbose_name="per aantal koppelingen"
                    ),
                ),
                (
                    "match_basis",
                    models.CharField(
                        blank=True, choices=[("ACTIVE", "lopende koppelingen"), ("NEW", "nieuwe koppelingen")], max_length=10, verbose_name="telt"
                    ),
                ),
                (
                    "scaling",
                    models.CharField(
                        blank=True, choices=[("PROPORTIONAL", "naar rato"), ("STEP", "per heel blok")], max_length=20, verbose_name="schaalt"
                    ),
                ),
                (
                    "min_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="minimaal aantal uren",
                    ),
                ),
                (
                    "includes_fixed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Vast bedrag dat al in het integrale bedrag zit en dus één keer wordt afgetrokken.",
                        max_digits=10,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("99999999.99")),
                        ],
                        verbose_name="waarvan vast bedrag (€)",
                    ),
                ),
                (
                    "percentage",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        help_text="0,21 is 21 procent.",
                        max_digits=6,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0")), django.core.validators.MaxValueValidator(Decimal("1"))],
                        verbose_name="opslag (0-1)",
                    ),
                ),
                (
                    "relieved_payer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GEMEENTE", "gemeente"),
                            ("UITVOERDER", "uitvoerder"),
                            ("FONDS", "fonds"),
                            ("GEMENGD", "gemengd"),
                            ("ONBEKEND", "onbekend"),
                        ],
                        help_text="Bij een bijdrage: voor wie het minder kost.",
                        max_length=20,
                        verbose_name="ontlast de betaler",
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        choices=[
                            ("GEMEENTE", "gemeente"),
                            ("UITVOERDER", "uitvoerder"),
                            ("FONDS", "fonds"),
                            ("GEMENGD", "gemengd"),
                            ("ONBEKEND", "onbekend"),
                        ],
                        default="ONBEKEND",
                        max_length=20,
                        verbose_name="betaler",
                    ),
                ),
                (
                    "payer_basis",
                    models.CharField(
                        choices=[("STATED", "staat in de bron"), ("DERIVED", "afgeleid"), ("NOT_STATED", "niet vermeld")],
                        default="NOT_STATED",
                        max_length=20,
                        verbose_name="betaler volgens",
                    ),
                ),
                ("financier", models.CharField(blank=True, max_length=100, verbose_name="uiteindelijk bekostigd door")),
                (
                    "vat",
                    models.CharField(
                        choices=[
                            ("NONE_DUE", "geen btw verschuldigd"),
                            ("EXEMPT", "vrijgesteld"),
                            ("INCLUDED", "inclusief btw"),
                            ("EXCLUDED", "exclusief btw"),
                            ("UNKNOWN", "onbekend"),
                            ("NA", "niet van toepassing"),
                        ],
                        default="UNKNOWN",
                        max_length=20,
                        verbose_name="btw",
                    ),
                ),
                (
                    "warn_below_matches",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Als de rekenregel bij kleine aantallen te laag uitkomt.",
                        null=True,
                        verbose_name="waarschuw onder aantal koppelingen",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "included_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                        verbose_name="zit al in",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Leeg: geldt in alle lezingen.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffreading",
                        verbose_name="lezing",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariff",
                        verbose_name="tarief",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tariefonderdeel",
                "verbose_name_plural": "historical tariefonderdelen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariffReading",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Waar het in de bron staat, bijvoorbeeld 'regel 38'.", max_length=100, verbose_name="vindplaats"
                    ),
                ),
                (
                    "quote",
                    models.CharField(
                        blank=True,
                        help_text="Alleen als de woorden zelf het feit zijn; kort en letterlijk.",
                        max_length=300,
                        verbose_name="beslissende woorden",
                    ),
                ),
                ("code", models.CharField(help_text="Komt in adressen (lezing=steunouder:YEAR).", max_length=20, verbose_name="code")),
                (
                    "label",
                    models.CharField(blank=True, help_text="Hoe de lezing op het scherm heet. Leeg: de code.", max_length=60, verbose_name="naam"),
                ),
                ("text", models.CharField(max_length=300, verbose_name="lezing")),
                ("reason", models.CharField(blank=True, help_text="Verplicht bij de voorkeur.", max_length=500, verbose_name="reden")),
                ("preferred", models.BooleanField(default=False, verbose_name="voorkeur")),
                (
                    "contradiction",
                    models.CharField(
                        blank=True,
                        help_text="Code, bijvoorbeeld C-04. Lezingen met dezelfde code sluiten elkaar uit.",
                        max_length=10,
                        verbose_name="tegenspraak",
                    ),
                ),
                (
                    "priced_contract_years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Als deze lezing maar voor een aantal jaren een prijs geeft.",
                        null=True,
                        verbose_name="geprijsde contractjaren",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
                (
                    "history_user",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Zonder bron geen feit.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.source",
                        verbose_name="bron",
                    ),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariff",
                        verbose_name="tarief",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lezing van een tarief",
                "verbose_name_plural": "historical lezingen van tarieven",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContradiction_offerings",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "contradiction",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.contradiction",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="voorzieningen.historicalcontradiction"
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalContradiction_offerings",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContradiction_target_groups",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "contradiction",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.contradiction",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="voorzieningen.historicalcontradiction"
                    ),
                ),
                (
                    "targetgroup",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.targetgroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalContradiction_target_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOffering_parts",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="voorzieningen.historicaloffering"),
                ),
                (
                    "to_offering",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.offering",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalOffering_parts",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation_members",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.organisation",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="voorzieningen.historicalorganisation"),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalOrganisation_members",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariff_shared_components",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="voorzieningen.historicaltariff"),
                ),
                (
                    "tariff",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariff",
                    ),
                ),
                (
                    "tariffcomponent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalTariff_shared_components",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariffComponent_base_components",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "from_tariffcomponent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to="voorzieningen.historicaltariffcomponent"
                    ),
                ),
                (
                    "to_tariffcomponent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="voorzieningen.tariffcomponent",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalTariffComponent_base_components",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
