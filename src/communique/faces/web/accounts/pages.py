"""The addresses of accounts, which a server has only where there are accounts."""

from communique.faces.web.accounts import own, people, provider, signing
from communique.faces.web.form import from_our_page
from communique.faces.web.routes import Address

ADDRESSES: tuple[Address, ...] = (
    Address("/sign-in", signing.sign_in),
    Address("/sign-in", from_our_page(signing.sign_in_post), "POST"),
    Address("/sign-in/provider", provider.there),
    Address("/sign-in/provider/back", provider.back),
    Address("/sign-out", from_our_page(signing.sign_out_post), "POST"),
    Address("/account", own.own_account),
    Address("/account/token", from_our_page(own.token_post), "POST"),
    Address("/account/revoke", from_our_page(own.revoke_post), "POST"),
    Address("/account/password", from_our_page(own.password_post), "POST"),
    Address("/accounts", people.people),
    Address("/accounts/role", from_our_page(people.role_post), "POST"),
    Address("/accounts/remove", from_our_page(people.remove_post), "POST"),
)
