from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("voorzieningen", "0003_first_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalIndexFigure",
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
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="Het cijfer zegt hoeveel het in dit jaar hoger was dan in het jaar ervoor. Geen jaren die nog moeten komen.",
                        verbose_name="jaar",
                    ),
                ),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=6, help_text="0,0636 is 6,36 procent. Een daling is negatief.", max_digits=7, verbose_name="stijging (fractie)"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("DEFINITIEF", "definitief"), ("VOORLOPIG", "voorlopig")], default="DEFINITIEF", max_length=20, verbose_name="status"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Bijvoorbeeld hoe een afgeleid cijfer is berekend.", max_length=300, verbose_name="toelichting"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
            ],
            options={
                "verbose_name": "historical indexcijfer",
                "verbose_name_plural": "historical indexcijfers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndexSeries",
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
                ("slug", models.SlugField(help_text="Komt in adressen (reeks=cpi). Niet meer wijzigen na publicatie.", verbose_name="sleutel")),
                (
                    "name",
                    models.CharField(
                        help_text="Zoals het in de keuzelijst staat, bijvoorbeeld 'CPI (prijzen voor consumenten)'.",
                        max_length=100,
                        verbose_name="naam",
                    ),
                ),
                ("description", models.TextField(help_text="In gewone taal: wat het cijfer meet en wie het vaststelt.", verbose_name="omschrijving")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
            ],
            options={
                "verbose_name": "historical indexreeks",
                "verbose_name_plural": "historical indexreeksen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTariffInstalment",
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
                    "months_after_start",
                    models.PositiveSmallIntegerField(
                        help_text="Vanaf de eerste dag van het contractjaar: 0 is bij het begin, 6 is na een half jaar.",
                        validators=[django.core.validators.MaxValueValidator(35)],
                        verbose_name="maanden na het begin",
                    ),
                ),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=6,
                        help_text="0,5 is 50 procent van het bedrag van het contractjaar. Samen 1.",
                        max_digits=7,
                        verbose_name="deel (0-1)",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                ("history_type", models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1)),
            ],
            options={
                "verbose_name": "historical factuurtermijn",
                "verbose_name_plural": "historical factuurtermijnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="IndexFigure",
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
                    "year",
                    models.PositiveSmallIntegerField(
                        help_text="Het cijfer zegt hoeveel het in dit jaar hoger was dan in het jaar ervoor. Geen jaren die nog moeten komen.",
                        verbose_name="jaar",
                    ),
                ),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=6, help_text="0,0636 is 6,36 procent. Een daling is negatief.", max_digits=7, verbose_name="stijging (fractie)"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("DEFINITIEF", "definitief"), ("VOORLOPIG", "voorlopig")], default="DEFINITIEF", max_length=20, verbose_name="status"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Bijvoorbeeld hoe een afgeleid cijfer is berekend.", max_length=300, verbose_name="toelichting"
                    ),
                ),
            ],
            options={
                "verbose_name": "indexcijfer",
                "verbose_name_plural": "indexcijfers",
            },
        ),
        migrations.CreateModel(
            name="IndexSeries",
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
                    "slug",
                    models.SlugField(
                        help_text="Komt in adressen (reeks=cpi). Niet meer wijzigen na publicatie.", unique=True, verbose_name="sleutel"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Zoals het in de keuzelijst staat, bijvoorbeeld 'CPI (prijzen voor consumenten)'.",
                        max_length=100,
                        verbose_name="naam",
                    ),
                ),
                ("description", models.TextField(help_text="In gewone taal: wat het cijfer meet en wie het vaststelt.", verbose_name="omschrijving")),
            ],
            options={
                "verbose_name": "indexreeks",
                "verbose_name_plural": "indexreeksen",
            },
        ),
        migrations.CreateModel(
            name="TariffInstalment",
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
                    "months_after_start",
                    models.PositiveSmallIntegerField(
                        help_text="Vanaf de eerste dag van het contractjaar: 0 is bij het begin, 6 is na een half jaar.",
                        validators=[django.core.validators.MaxValueValidator(35)],
                        verbose_name="maanden na het begin",
                    ),
                ),
                (
                    "percentage",
                    models.DecimalField(
                        decimal_places=6,
                        help_text="0,5 is 50 procent van het bedrag van het contractjaar. Samen 1.",
                        max_digits=7,
                        verbose_name="deel (0-1)",
                    ),
                ),
            ],
            options={
                "verbose_name": "factuurtermijn",
                "verbose_name_plural": "factuurtermijnen",
            },
        ),
        migrations.AddField(
            model_name="historicaltariff",
            name="duration_range_note",
            field=models.CharField(
                blank=True,
                help_text="Waar de kortste en langste duur op berusten, en wat daarvan een aanname is.",
                max_length=200,
                verbose_name="toelichting bij de spreiding",
            ),
        ),
        migrations.AddField(
            model_name="historicaltariff",
            name="longest_match_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In hele jaren. Leeg: er is geen spreiding bekend.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)],
                verbose_name="langste duur (koppelingsjaren)",
            ),
        ),
        migrations.AddField(
            model_name="historicaltariff",
            name="shortest_match_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In hele jaren. Vul de kortste en de langste duur allebei in, of geen van beide. Alleen om te zien hoe gevoelig de uitkomst is.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)],
                verbose_name="kortste duur (koppelingsjaren)",
            ),
        ),
        migrations.AddField(
            model_name="tariff",
            name="duration_range_note",
            field=models.CharField(
                blank=True,
                help_text="Waar de kortste en langste duur op berusten, en wat daarvan een aanname is.",
                max_length=200,
                verbose_name="toelichting bij de spreiding",
            ),
        ),
        migrations.AddField(
            model_name="tariff",
            name="longest_match_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In hele jaren. Leeg: er is geen spreiding bekend.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)],
                verbose_name="langste duur (koppelingsjaren)",
            ),
        ),
        migrations.AddField(
            model_name="tariff",
            name="shortest_match_years",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In hele jaren. Vul de kortste en de langste duur allebei in, of geen van beide. Alleen om te zien hoe gevoelig de uitkomst is.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)],
                verbose_name="kortste duur (koppelingsjaren)",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("longest_match_years", None), ("shortest_match_years", None)),
                    models.Q(
                        ("duration_match_years__isnull", False),
                        ("longest_match_years__gte", models.F("duration_match_years")),
                        ("longest_match_years__isnull", False),
                        ("longest_match_years__lte", 10),
                        ("shortest_match_years__gte", 1),
                        ("shortest_match_years__isnull", False),
                        ("shortest_match_years__lte", models.F("duration_match_years")),
                    ),
                    _connector="OR",
                ),
                name="a_duration_lies_within_its_range",
                violation_error_message="Vul de kortste en de langste duur allebei in (1 tot en met 10), met de duur ertussen, of geen van beide.",
            ),
        ),
        migrations.AddField(
            model_name="historicalindexfigure",
            name="history_user",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="historicalindexfigure",
            name="source",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicalindexseries",
            name="history_user",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="historicalindexseries",
            name="source",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicaltariffinstalment",
            name="history_user",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="historicaltariffinstalment",
            name="source",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="historicaltariffinstalment",
            name="tariff",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="voorzieningen.tariff",
                verbose_name="tarief",
            ),
        ),
        migrations.AddField(
            model_name="indexfigure",
            name="source",
            field=models.ForeignKey(
                help_text="Zonder bron geen feit.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="voorzieningen.source",
                verbose_name="bron",
            ),
        ),
        migrations.AddField(
            model_name="indexseries",
            name="source",
            field=models.ForeignKey(
                help_text="Zonder bron geen feit.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="voorzieningen.source",
                verbose_name="bron",
            ),
        ),
        migrations.AddField(
            model_name="indexfigure",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="voorzieningen.indexseries", verbose_name="indexreeks"
            ),
        ),
        migrations.AddField(
            model_name="historicalindexfigure",
            name="series",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="voorzieningen.indexseries",
                verbose_name="indexreeks",
            ),
        ),
        migrations.AddField(
            model_name="tariffinstalment",
            name="source",
            field=models.ForeignKey(
                help_text="Zonder bron geen feit.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="voorzieningen.source",
                verbose_name="bron",
            ),
        ),
        migrations.AddField(
            model_name="tariffinstalment",
            name="tariff",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="instalments", to="voorzieningen.tariff", verbose_name="tarief"
            ),
        ),
        migrations.AddConstraint(
            model_name="indexfigure",
            constraint=models.UniqueConstraint(fields=("series", "year"), name="an_index_series_has_one_figure_per_year"),
        ),
        migrations.AddConstraint(
            model_name="indexfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("percentage__gte", Decimal("-0.20")), ("percentage__lte", Decimal("0.50"))),
                name="an_index_figure_is_between_minus_20_and_50_percent",
                violation_error_message="Een indexcijfer ligt tussen -0,20 (20 procent lager) en 0,50 (50 procent hoger).",
            ),
        ),
        migrations.AddConstraint(
            model_name="indexfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 1990), ("year__lte", 2100)),
                name="an_index_figure_is_of_a_year_from_1990_to_2100",
                violation_error_message="Vul een jaar in van 1990 tot en met 2100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariffinstalment",
            constraint=models.UniqueConstraint(fields=("tariff", "months_after_start"), name="a_tariff_has_one_instalment_per_moment"),
        ),
        migrations.AddConstraint(
            model_name="tariffinstalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("months_after_start__gte", 0), ("months_after_start__lte", 35)),
                name="an_instalment_falls_within_three_years",
                violation_error_message="Een termijn valt 0 tot en met 35 maanden na het begin van het contractjaar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tariffinstalment",
            constraint=models.CheckConstraint(
                condition=models.Q(("percentage__gt", 0), ("percentage__lte", 1)),
                name="an_instalment_is_a_part_of_the_amount",
                violation_error_message="Een termijn is een deel van het bedrag: meer dan 0 en niet meer dan 1.",
            ),
        ),
    ]
