# One's own account, officers' accounts, roles, and tokens for programs.

account-title = My account
account-heading = My account
role = Role
region = Region
region-all = the whole of Indonesia
role-analyst = Analyst
role-manager = Manager
role-administrator = Administrator
role-auditor = Auditor
role-may = What they may do: { $role }

sessions-heading = Where you are signed in
sessions-lead = If you don't know a device, end its session and change your password.
session-device = Device
session-this = This device
session-since = Signed in
session-used = Last used
session-until = Holds until
session-end = End this session
session-end-this = Sign out of this device
sessions-end-others = End all other sessions
device-both = { $browser } on { $system }
device-other = another device
news-session-ended = That session is over.
news-others-ended = All other sessions are over. You are still signed in on this device.

password-heading = Password
password-present = Present password
password-new = New password
password-again = New password, once more
password-hint = At least 12 characters. A few words that you remember are stronger than one that is hard to type.
password-differs = The two new passwords differ. Type both again.
password-button = Change the password and end other sessions
news-password-changed = The password is changed. All other sessions are over.

tokens-heading = Tokens for programs
tokens-lead = With a token a program works in your name. Allow it only what it needs.
tokens-none = No tokens yet.
token-new = Make a token
token-name = Name
token-name-hint = So that you remember what it is for. For example: nightly upload
token-actions = What it may do
token-days = For how many days (1 to 365)
token-button = Make the token
token-made = This is your new token
token-once = Copy it now and keep it secret. It is not shown again.
token-made-at = Made
token-used = Last used
token-never = never
token-until = Holds until { $date }
token-over = Run out
token-revoked = Revoked
token-revoke = Revoke this token
news-token-revoked = That token is revoked. Programs that use it are refused from now on.

officers-title = Officers
officers-heading = Officers
officer-display-name = Shown name
officer-display-hint = The name that colleagues read, such as Sari Dewi.
officer-name-hint = To sign in with: 3 to 40 letters, digits, dots or hyphens.
officer-region-hint = Leave it empty for the whole of Indonesia. Write it as the list of leads does.
officer-password = First password
officer-password-hint = Tell it to the person yourself, and ask them to change it.
officer-no-role = Choose a role first.
officer-new = Add an officer
officer-add = Add the officer's account
officer-since = Since
officer-open = Active
officer-closed = Closed
officer-closed-says = This account is closed. Its name stays in the history.
officer-own = This is your own account; another administrator can close it. You change your password at:
officer-reset = Give a new password
officer-reset-reach = All their sessions end at once. Their tokens still hold.
officer-reset-button = Give the new password and end their sessions
officer-close = Close the account
officer-close-reach = Closing can't be undone:
officer-close-sessions = All their sessions and tokens end at once.
officer-close-leads = Leads that they took are given back. Colleagues can take them.
officer-close-stays = Their decisions and name stay in the history. Their sign-in name can't be used again.
officer-close-button = Close the account of { $name }
news-officer-added = The officer's account is added.
news-officer-closed = { $count ->
    [0] That account is closed; its sessions and tokens are over.
    [one] That account is closed; its sessions and tokens are over. The one lead that it had is free again.
   *[other] That account is closed; its sessions and tokens are over. The { $count } leads that it had are free again.
}
news-password-given = The new password holds. The officer's sessions are over.

scope-own = Only their own
scope-own-or-free = Only what they have taken, or what nobody has
scope-region = Only in their region, and where the region is not known

action-check_offer = Check an offer
action-report_offer = Report an offer
action-follow_own_report = See what became of a report
action-contest = Contest
action-sign_in = Sign in
action-keep_own_account = Keep one's own account
action-keep_own_tokens = Keep one's own tokens
action-import = Bring in files of posts
action-read_import = See imports and what was rejected
action-read_lead = See leads
action-take_lead = Take leads
action-hand_over_lead = Hand over leads
action-decide_lead = Decide on leads
action-undo_decision = Undo decisions
action-export_lead = Export leads
action-read_lead_history = See the history of leads
action-read_report = Read and answer reports of the public
action-answer_contest = Read and answer contests
action-keep_officers = Keep officers' accounts
action-confirm_contact = Confirm help contacts
action-read_audit = Read the whole audit trail
