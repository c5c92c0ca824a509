"""The admin pages with which a table is imported and exported. What a file says and what it changes is worked out in `imports`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from voorzieningen.imports.names import EXCHANGED
from voorzieningen.imports.table import FileRefusedError, Limits
from voorzieningen.models.imports import ImportFile

SHOWN = 200
EXAMPLE_ROWS = 3
# Who keeps offering files without confirming them fills the database.
MOST_WAITING = 50
ONCE = "Dit bestand is al verwerkt. Er is niets opnieuw opgeslagen."


class UploadForm(forms.Form):
    """The file, and its size: what is in it is looked at by `imports.reading`."""

    file = forms.FileField(
        label="Bestand",
        help_text=f"CSV of XLSX, hoogstens {Limits().size // 1024 // 1024} MB, {Limits().rows} rijen en {Limits().columns} kolommen.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx", "aria-describedby": "id_file_help"}),
        error_messages={"required": "Kies een bestand.", "empty": "Het bestand is leeg."},
    )


class Exchange(admin.ModelAdmin):
    """Adds import and export to the admin of a table, when it is one of those that can be exchanged."""

    @property
    def can_exchange(self) -> bool:
        return self.model._meta.model_name in EXCHANGED

    def get_urls(self) -> list[URLPattern]:
        if not self.can_exchange:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = (
            ("importeren/", self.upload_view, "import"),
            ("importeren/<int:number>/", self.preview_view, "import_preview"),
            ("importeren/voorbeeld.<str:kind>", self.example_view, "import_example"),
            ("exporteren.<str:kind>", self.export_view, "export"),
        )
        own = [path(address, self.admin_site.admin_view(view), name=f"{name}_{ending}") for address, view, ending in pages]
        return [*own, *super().get_urls()]

    def address_of(self, ending: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{ending}", args=args)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with the way to import and export."""
        addresses: dict[str, str] = {}
        if self.can_exchange:
            addresses = {kind: self.address_of("export", kind) for kind in ("csv", "xlsx")}
            if self.has_change_permission(request):
                addresses["upload"] = self.address_of("import")
        return super().changelist_view(request, {"exchange": addresses} | (extra_context or {}))

    # --- import ---

    def may_import(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Choose a file. When it passes the inspection it waits in the database, and the preview follows."""
        self.may_import(request)
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            file = self._kept(request, form)
            if file is not None:
                return HttpResponseRedirect(self.address_of("import_preview", file.pk))
        return self._page(request, "upload", {"form": form, "columns": self._columns(), "log": self._log()})

    def _kept(self, request: HttpRequest, form: UploadForm) -> ImportFile | None:
        from voorzieningen.imports.reading import read_file
        from voorzieningen.imports.writing import keep_file

        sent = form.cleaned_data["file"]
        since = timezone.now() - timedelta(days=1)
        if ImportFile.objects.waiting_of(request.user).filter(uploaded_at__gte=since).count() >= MOST_WAITING:
            form.add_error("file", f"U hebt vandaag al {MOST_WAITING} bestanden aangeboden zonder ze te bevestigen. Probeer het morgen opnieuw.")
            return None
        try:
            data = sent.read(Limits().size + 1)
            read_file(data, Limits())
        except FileRefusedError as error:
            form.add_error("file", str(error))
            return None
        return keep_file(self.model, sent.name, data, request.user)

    def preview_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """What a file would change; confirming it writes. Only for who offered the file."""
        self.may_import(request)
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if number > 2**62:
            raise Http404
        file = get_object_or_404(ImportFile, pk=number, model=self.opts.model_name, uploaded_by=request.user)
        if request.method != "POST" and hasattr(file, "outcome"):
            return self._page(request, "done", {"file": file})
        try:
            return self._confirmed(request, file) if request.method == "POST" else self._preview(request, file)
        except FileRefusedError as error:  # it was read before; now the reader had too little time, or the limits are lower
            messages.error(request, f"{file.name} kon nu niet worden gelezen. Er is niets opgeslagen. {error}")
            return HttpResponseRedirect(self.address_of("import"))

    def _preview(self, request: HttpRequest, file: ImportFile, refused: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
        from voorzieningen.imports.plan import make_plan
        from voorzieningen.imports.reading import read_file

        table = read_file(bytes(file.content), Limits())
        plan = make_plan(self.model, table)
        may_write = not plan.created or self.has_add_permission(request)
        context = {
            "file": file,
            "plan": plan,
            "notes": table.notes,
            "refused": refused[:SHOWN],
            "problems": plan.problems[:SHOWN],
            "rows": plan.rows[:SHOWN],
            "shown": SHOWN,
            "may_add": may_write,
            "can_confirm": may_write and not plan.problems and bool(plan.rows),
        }
        return self._page(request, "preview", context, status)

    def _confirmed(self, request: HttpRequest, file: ImportFile) -> HttpResponse:
        from voorzieningen.imports.plan import make_plan
        from voorzieningen.imports.reading import read_file
        from voorzieningen.imports.writing import AlreadyWrittenError, NotWrittenError, write_file

        here = HttpResponseRedirect(self.address_of("import_preview", file.pk))
        table = read_file(bytes(file.content), Limits())
        if not self.has_add_permission(request) and make_plan(self.model, table).created:
            raise PermissionDenied
        try:
            write_file(file, self.model, table, request.POST.get("digest", ""))
        except AlreadyWrittenError:
            messages.warning(request, ONCE)
            return here
        except NotWrittenError as error:
            return self._preview(request, file, error.messages, status=409)
        messages.success(request, f"{file.name} is verwerkt.")
        return here

    def example_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """A file as the import wants it, with the first rows of the table."""
        self.may_import(request)
        return self._file(request, self.model._default_manager.order_by("pk")[:EXAMPLE_ROWS], kind, "voorbeeld")

    # --- export ---

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """The rows of the list with the filters that are in the address, on all its pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest("Dit filter kan niet.") from error
        return self._file(request, rows, kind, "lijst")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Exporting beside what the table offers already."""
        actions = super().get_actions(request)
        if not self.can_exchange or not self.has_view_permission(request):
            return actions
        named = ((f"export_{kind}", kind) for kind in ("csv", "xlsx"))
        return actions | {name: (_action(kind), name, f"Geselecteerde rijen exporteren als {kind.upper()}") for name, kind in named}

    def _file(self, request: HttpRequest, rows: QuerySet[Any], kind: str, what: str) -> HttpResponse:
        from voorzieningen.imports.columns import resource_for
        from voorzieningen.imports.files import TYPES, table_file

        if request.method not in {"GET", "HEAD"} and what != "keuze":
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if kind not in TYPES:
            raise Http404
        resource = resource_for(self.model)
        links = [link.name for link in self.model._meta.many_to_many]
        content = table_file(resource, rows.prefetch_related(*links), kind)
        name = f"{self.opts.model_name}-{what}-{timezone.localdate().isoformat()}.{kind}"
        return HttpResponse(content, content_type=TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})

    # --- pages ---

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{self.opts.verbose_name_plural.capitalize()} importeren",
            "addresses": {
                "list": self.address_of("changelist"),
                "upload": self.address_of("import"),
                "csv": self.address_of("import_example", "csv"),
                "xlsx": self.address_of("import_example", "xlsx"),
            },
        }
        return render(request, f"admin/voorzieningen/import_{name}.html", shared | context, status=status)

    def _columns(self) -> list[dict[str, Any]]:
        """What may stand in each column, for the help on the page."""
        from voorzieningen.imports.columns import resource_for

        resource = resource_for(self.model)
        new = resource.needed_for_new()
        return [
            {
                "name": column.column_name,
                "needed": "altijd" if name in resource.needed else "voor een nieuwe rij" if name in new else "nee",
                "allowed": column.widget.allowed,
                "help": self.model._meta.get_field(name).help_text,
            }
            for name, column in resource.columns.items()
        ]

    def _log(self) -> list[dict[str, Any]]:
        """The last files that were written into this table, with who offered them as far as the account still exists."""
        from django.contrib.auth import get_user_model

        files = list(ImportFile.objects.done_with(self.model)[:20])
        known = get_user_model()._default_manager.in_bulk({file.uploaded_by_id for file in files if file.uploaded_by_id})
        return [{"file": file, "who": _name(known.get(file.uploaded_by_id), file.uploaded_by_id)} for file in files]


def _action(kind: str) -> Any:
    def export(model_admin: Exchange, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse:
        return model_admin._file(request, rows, kind, "keuze")

    return export


def _name(user: Model | None, number: int | None) -> str:
    if number is None:
        return "opdracht op de server"
    return str(user.get_full_name() or user.get_username()) if user is not None else f"account {number} (bestaat niet meer)"
