"""Addresses of accounts: one's own, the staff of an organisation, and invitations."""

from django.urls import path

from care.accounts.views import invitations, own, session, staff, tokens

app_name = "accounts"
urlpatterns = [
    path("account/locked/", session.locked, name="locked"),
    path("account/lock/", session.lock, name="lock"),
    path("account/alive/", session.alive, name="alive"),
    path("account/second-factor/", session.second_factor, name="second_factor"),
    path("account/profile/", own.profile, name="profile"),
    path("account/theme/", own.theme, name="theme"),
    path("account/place/", own.place, name="place"),
    path("staff/", staff.people, name="staff"),
    path("staff/invite/", invitations.invite, name="invite"),
    path("staff/invitations/<uuid:uuid>/again/", invitations.send_again, name="invite_again"),
    path("staff/invitations/<uuid:uuid>/revoke/", invitations.revoke, name="invite_revoke"),
    path("staff/<uuid:uuid>/", staff.person, name="person"),
    path("staff/<uuid:uuid>/roles/give/", staff.give_role, name="give_role"),
    path("staff/<uuid:uuid>/roles/take/", staff.take_role, name="take_role"),
    path("staff/<uuid:uuid>/correct/", staff.correct, name="correct"),
    path("staff/<uuid:uuid>/disable/", staff.disable, name="disable"),
    path("staff/<uuid:uuid>/enable/", staff.enable, name="enable"),
    path("staff/<uuid:uuid>/end/", staff.end, name="end_work"),
    path("staff/<uuid:uuid>/sign-out/", staff.sign_out, name="sign_out"),
    path("staff/<uuid:uuid>/second-factor/reset/", staff.reset_second_factor, name="reset_second_factor"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("invitation/", invitations.join, name="join"),
    path("oauth/token/", tokens.token, name="token"),
]
