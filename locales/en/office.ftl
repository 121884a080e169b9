# Pages for officers: sign-in, menu.

menu = Officers' menu
menu-leads = Leads
menu-imports = Imports
menu-reports = Public reports
menu-contests = Contests
menu-officers = Officers
menu-contacts = Help contacts
menu-audit = Audit trail
menu-account = My account
sign-out = Sign out

sign-in-title = Sign in
sign-in-heading = Sign in for officers
sign-in-lead = This page is for officers. If you want to check a job offer, you need not sign in.
sign-in-name = Sign-in name
sign-in-password = Password
sign-in-button = Sign in
sign-in-wrong = The name or the password does not fit. Check both and try again.
sign-in-locked = { $count ->
    [one] Too many wrong passwords. Try again in { $count } minute.
   *[other] Too many wrong passwords. Try again in { $count } minutes.
}
sign-in-forgotten = Forgot your password? Ask an administrator for a new one.

confirm-title = Help contacts
confirm-heading = Confirm help contacts
confirm-lead = Call each number. If it is answered by the right institution, say so here. Public pages then show the date.
confirm-holds = I have reached { $name }, and it is right
confirm-doubt = Take back the confirmation of { $name }
