"""Titles and names folded, to find and to order by them in every script."""

from django.db import migrations, models

import catalog.models.folding
from catalog.models.folding import fold

AT_ONCE = 2_000


def fold_all(apps, schema_editor):
    """Fill the new columns, some thousand rows at a time."""
    for name, text in (("Film", "title"), ("Person", "name"), ("Genre", "name")):
        model = apps.get_model("catalog", name)
        quote = schema_editor.quote_name
        statement = (
            f"UPDATE {quote(model._meta.db_table)} SET {quote(f'{text}_folded')} = %s "
            f"WHERE {quote('id')} = %s"
        )
        last = 0
        while rows := list(
            model.objects.filter(pk__gt=last).order_by("pk").values_list(text, "pk")[:AT_ONCE]
        ):
            last = rows[-1][1]
            with schema_editor.connection.cursor() as cursor:
                cursor.executemany(statement, [(fold(said), key) for said, key in rows])


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_ingestion_from_the_api"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="film",
            options={"ordering": ("title_folded", "year", "pk")},
        ),
        migrations.AlterModelOptions(
            name="genre",
            options={"ordering": ("name_folded", "pk")},
        ),
        migrations.AlterModelOptions(
            name="person",
            options={"ordering": ("name_folded", "pk"), "verbose_name_plural": "people"},
        ),
        migrations.RemoveIndex(
            model_name="film",
            name="film_year_title",
        ),
        migrations.RemoveIndex(
            model_name="film",
            name="film_title",
        ),
        migrations.AddField(
            model_name="film",
            name="title_folded",
            field=catalog.models.folding.FoldedField(default="", editable=False, of="title"),
        ),
        migrations.AddField(
            model_name="genre",
            name="name_folded",
            field=catalog.models.folding.FoldedField(default="", editable=False, of="name"),
        ),
        migrations.AddField(
            model_name="person",
            name="name_folded",
            field=catalog.models.folding.FoldedField(default="", editable=False, of="name"),
        ),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(fields=["year", "title_folded"], name="film_year_title_folded"),
        ),
        migrations.AddIndex(
            model_name="film",
            index=models.Index(fields=["title_folded", "year"], name="film_title_folded"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["name_folded"], name="person_name_folded"),
        ),
        migrations.RunPython(fold_all, migrations.RunPython.noop),
    ]
