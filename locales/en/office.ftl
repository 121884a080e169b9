# Pages for officers: sign-in, menu.

menu = Officers' menu
menu-leads = Leads
menu-imports = Imports
menu-reports = Public reports
menu-contests = Contests
menu-officers = Officers
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
