"""Addresses under /gemeente/: people, invitations and house style."""

from django.urls import path

from accounts.views import colleagues, house_style, invitations, log, me

app_name = "accounts"
urlpatterns = [
    path("", me.start, name="start"),
    path("account/", me.me, name="me"),
    path("collegas/", colleagues.colleague_list, name="colleagues"),
    path("collegas/<int:pk>/rol/", colleagues.change_role, name="colleague_role"),
    path("collegas/<int:pk>/verwijderen/", colleagues.remove, name="colleague_remove"),
    path("uitnodigingen/<int:pk>/opnieuw/", colleagues.resend, name="invitation_resend"),
    path("uitnodigingen/<int:pk>/intrekken/", colleagues.withdraw, name="invitation_withdraw"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("logboek/", log.log, name="log"),
    path("huisstijl/", house_style.house_style, name="house_style"),
]
