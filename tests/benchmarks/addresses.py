"""The portal's own addresses with one more: the hello-world view that pages are measured against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403 - the portal's addresses and one more
from config.urls import urlpatterns as own
from tests.benchmarks.ratio import HELLO


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hallo wereld")


# Last, as the addresses of pages stand among others too.
urlpatterns = [*own, path(HELLO.lstrip("/"), hello)]
