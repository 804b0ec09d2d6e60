"""Signing in and out; accounts are made by administrators, so there is no way to sign up."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from accounts.invitation_views import accept_invitation
from accounts.members_views import members_group

urlpatterns = [
    path("", views.login, name="account_login"),
    path(_("sign-out/"), views.logout, name="account_logout"),
    path(_("inactive/"), views.account_inactive, name="account_inactive"),
    # allauth asks for the name; its view would make an account for anyone.
    path(_("sign-up/"), RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path(_("confirm/"), views.reauthenticate, name="account_reauthenticate"),
    path(_("password/"), views.password_change, name="account_change_password"),
    path(_("password/set/"), views.password_set, name="account_set_password"),
    path(_("password/reset/"), views.password_reset, name="account_reset_password"),
    path(_("password/reset/sent/"), views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(_("password/reset/done/"), views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(_("invitation/<str:token>/"), accept_invitation, name="accept_invitation"),
    path(_("group/<slug:reference>/"), members_group, name="members_group"),
    path(_("second-factor/"), factors.index, name="mfa_index"),
    path(_("second-factor/code/"), factors.authenticate, name="mfa_authenticate"),
    path(_("second-factor/confirm/"), factors.reauthenticate, name="mfa_reauthenticate"),
    path(_("second-factor/set-up/"), totp.activate_totp, name="mfa_activate_totp"),
    path(_("second-factor/remove/"), totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(_("second-factor/recovery-codes/"), codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(_("second-factor/recovery-codes/new/"), codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(_("second-factor/recovery-codes/file/"), codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
