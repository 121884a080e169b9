# Leads: the list, one lead, decisions, export.

error-409 = It has changed
error-409-text = Somebody changed it before you. Open the page again to see how it stands now.

band-urgent = Urgent
band-high = High
band-medium = Medium
band-low = Low
kind-offer = job offer
kind-warning = warning
kind-news = news
kind-other_scam = another scam
kind-chat = conversation
strength-strong = strong
strength-medium = medium
strength-weak = weak
strength-protective = claimed by the offer, to be checked

lead-signs = { $count ->
    [one] { $count } sign: { $names }
   *[other] { $count } signs: { $names }
}
lead-no-signs = No sign was recognised
lead-and-more = { $names } · and { $count } more
lead-among-others = { $names }, among others
lead-posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
}
lead-reports = { $count ->
    [one] { $count } of { $total } posts comes from an anonymous report
   *[other] { $count } of { $total } posts come from anonymous reports
}
lead-reports-only = Anonymous reports only
lead-reports-order = Anybody can hand in reports, also many times. In the order of the list they count as three posts at most.
lead-no-region = No region named
lead-undated = Undated
lead-own = You
lead-free = Not taken
lead-state-partly = { $count } of { $total } decided
lead-state-snoozed = Put off until { $until }
lead-state-decided = Decided
growth-new = { $count ->
    [one] { $count } new post in 48 hours
   *[other] { $count } new posts in 48 hours
}
growth-up = up { $times }× in 48 hours
growth-down = down in 48 hours, from { $before } to { $count }
growth-even = { $count ->
    [one] steady, { $count } post in 48 hours
   *[other] steady, { $count } posts in 48 hours
}
growth-quiet = no new post in 48 hours
growth-undated = undated
officer-unknown = an unknown officer
officer-none = the system

notice-decided = The decision is saved.
notice-undone = The decision is undone. This lead waits for a decision again.
notice-taken = You have taken this lead.
notice-given-back = The lead is given back. Colleagues can take it.
notice-handed-over = The lead is handed over.
notice-taken-many = You have taken the leads that you ticked.
notice-taken-some = Not all that you ticked are yours. A colleague took the others first, or they are outside your region.
notice-taken-none = You have taken none of them. A colleague was first, or they are outside your region.
notice-none-chosen = No lead was ticked, so you have taken none. Tick leads in the list first.
notice-see = See the lead
notice-undo = Undo the decision

pager = Pages of the list
pager-here = { $from }–{ $to } of { $total }
pager-previous = Previous
pager-next = Next

leads-title = Leads
leads-heading = Leads
leads-total = { $count ->
    [one] { $count } lead
   *[other] { $count } leads
}
leads-caption = Leads, the most urgent first
leads-reading = { $count ->
    [one] { $count } file is being read. New leads may come soon.
   *[other] { $count } files are being read. New leads may come soon.
}
leads-weaving = Posts are being tied into leads. Reload this page in a while.
leads-see-imports = See how far it is
leads-choose = Choose
leads-choose-this = Choose:
leads-band = Band
leads-lead = Lead and its signs
leads-posts = Posts
leads-growth = Growth
leads-where = Regions and channels
leads-last = Last post
leads-owner = Taken by
leads-take-chosen = Take the ticked leads
leads-none = There are no leads yet
leads-none-text = Begin by bringing in a file of posts, such as an export of a Telegram group. Suar reads it and makes leads.
leads-none-link = Bring in a file
leads-no-match = Nothing fits
leads-no-match-text = No lead fits these filters. Take some away, or look through all states.
leads-no-match-link = Clear all filters
leads-all-done = Nothing is waiting
leads-all-done-text = All open leads are decided or put off.
leads-all-done-link = See all leads

filter-words = Search
filter-words-hint = number, word, account
filter-button = Apply
filter-more = More filters
filter-clear = Clear all filters
filter-bands = Band
filter-state = State
filter-any = All
filter-wilayah = Region
filter-tanda = Sign
filter-kontak = Number or account
filter-kanal = Channel
filter-tempat = Destination
filter-time = Last post
filter-owner = Taken by
filter-order = Order
filter-status-terbuka = Open
filter-status-ditunda = Put off
filter-status-diputuskan = Decided
filter-status-semua = All
time-any = At any time
filter-waktu-24j = Last 24 hours
filter-waktu-7h = Last 7 days
filter-waktu-30h = Last 30 days
filter-milik-semua = Anybody
filter-milik-saya = Me
filter-milik-bebas = Nobody
filter-urut-penting = Most urgent
filter-urut-terbaru = Latest post
filter-urut-terbesar = Most posts

keys-heading = Keys
keys-move = go to the next or previous lead
keys-open = open the lead
keys-choose = tick the lead
keys-decide = choose a decision
keys-units = go to the next or previous template
keys-help = open this explanation
keys-note = Keys need JavaScript. Everything works without them.
keys-on = Turn letter and digit keys on
keys-off = Turn letter and digit keys off

lead-title = Lead
lead-back = All leads
lead-parts = Parts of this page
lead-first = First post
lead-last = Last post
lead-all-posts = All posts of this lead
strip = Actions
owner-nobody = Nobody has taken this lead.
owner-you = You have taken this lead.
owner-other = { $officer } has taken this lead.
owner-take = Take this lead
owner-take-from = Take it from { $officer }
owner-give-back = Give it back
owner-hand-over = Hand over to a colleague…
owner-to = To
owner-note = Note for them (kept in the history)
owner-hand-over-button = Hand over this lead

choice-confirm = Mark as a recruitment lure
choice-dismiss = Mark as no recruitment lure
choice-unclear = Unclear yet, more is needed
choice-tomorrow = Look again tomorrow (from 07:00 WIB)
choice-confirm-done = a recruitment lure
choice-dismiss-done = no recruitment lure
choice-unclear-done = unclear yet
choice-tomorrow-done = to be looked at again tomorrow
why-signs = The signs are enough
why-known_identifier = The number or account is known
why-reported = It was reported
why-partner = A partner told us
why-honest_recruiter = An honest recruiter
why-warning_or_news = A warning or news
why-no_recruitment = No recruitment
why-duplicate = Already in another lead
why-needs_evidence = More evidence is needed
why-language = The language needs help
why-needs_partner = A partner has to be asked
why-other = Other (write it in the note)
decide-heading = Decide
decide-what = What do you decide?
decide-why = Why?
decide-note = Note (may be empty)
decide-reach = Holds for
decide-reach-template = { $count ->
    [one] { $count } post, also those to come.
   *[other] { $count } posts, also those to come.
}
decide-reach-post = this post alone.
decide-rest = { $count } other templates and posts, { $posts } posts
decide-rest-suggested = For what is not ticked the decision is only a suggestion. “Look again tomorrow” puts off the whole lead.
decide-button = Save, open the next lead
decide-button-stay = Save, stay here
decide-session = After two hours without activity you have to sign in again. Save before that.
decide-not-yours = A colleague has taken this lead, so you can't decide on it.
decide-lost-note = The note that you wrote
lead-fault-no-choice = Choose a decision first.
lead-fault-no-units = Tick at least one template or post that it holds for.
lead-fault-no-reason = Tick at least one reason that belongs to your decision.
lead-fault-too-long = The note is too long. Shorten it and save again.
lead-fault-no-officer = That colleague can't have leads. Choose another.
lead-fault-changed = This lead has changed since you opened it. What you filled in is still there; check it and save again.
lead-fault-overtaken = { $officer } has decided before you: { $choice } ({ $when }). Your decision is not kept yet, and what you filled in is still there. Read that decision first; if you still see it otherwise, save again.
lead-fault-taken = { $officer } has this lead by now, so your change was not saved.
lead-fault-other = Something filled in does not fit. Check it and save again.

why-heading = Why
why-lead = The numbers below are those within the posts. The links highlight their words.
why-show = Highlight its words
why-rule = Rule and source
why-danger = Why this is a sign of danger
units-heading = Templates and posts
units-lead = A template is a text that is used again and again. What the marks mean:
legend-sign = words of a sign
legend-differs = differs from the template
units-more = More templates and posts
units-rest = { $count ->
    [one] { $count } more is not listed here. The list of posts has all.
   *[other] { $count } more are not listed here. The list of posts has all.
}
unit-template = Template { $count }
unit-post = Post { $count }
unit-organised = the same text is spread again and again
unit-quoting = { $count ->
    [one] { $count } post warns or reports
   *[other] { $count } posts warn or report
}
unit-reports = { $count ->
    [one] { $count } from an anonymous report
   *[other] { $count } from anonymous reports
}
unit-only-reports = Only from reports of the public
unit-example = Example: the post with the strongest signs
unit-all-posts = See all posts
slot-phone = phone number
slot-handle = account
slot-url = web address
slot-email = email address
slot-wallet = crypto wallet
slot-place = place
slot-pay = pay
slot-date = date
slot-number = number
slot-free = words
slot-rest = and { $count } more
standing-undecided = Not decided yet
standing-suggested = Suggested: { $choice }. Nobody has decided.
standing-decided = Decided by { $officer }: { $choice }
standing-elsewhere = on another lead
post-channel = in
post-author = by account
post-withheld = Words of the public's reports are only for officers who may read reports.
post-url = Address of the post:
ties-heading = Numbers and accounts
ties-lead = These numbers and accounts are suspected of recruiting. Their owners may be coerced people.
ties-none = The posts of this lead name no number or account.
ties-places = Destinations named
ties-channels = Channels
ties-regions = Regions
identifiers-rest = { $count } more are not shown.
tie-sure = ties strongly
tie-suggested = ties weakly, only suspected
tie-single = in one post only
table-unit = Template or post
table-text = Text
table-standing = Decision
table-kind = Kind
table-value = Value
table-weight = Tie
table-others = Other leads
table-day = Day (UTC)
table-number = No.
table-sign = Sign
table-strength = Strength
chart-heading = Growth
chart-step = { $count ->
    [one] One bar for { $count } day.
   *[other] One bar for { $count } days.
}
chart-most = { $count ->
    [one] At most { $count } post.
   *[other] At most { $count } posts.
}
chart-bar = { $count ->
    [one] { $day }: { $count } post
   *[other] { $day }: { $count } posts
}
chart-table = Numbers by day
network-heading = Network
network-summary = Templates or posts: { $units }. Numbers or accounts: { $count }.
network-sure = sure
network-suggested = suspected
network-table = The network as a table
network-left-out = { $count } more are not drawn, to keep it readable.
node-template = template
node-post = post
decisions-heading = Decisions
decisions-none = Nobody has decided on this lead yet.
decision-for = Holds for
decision-why = Reasons:
decision-undo = Undo this decision
decision-undone = Undone by { $officer }, { $when }
decision-units-gone = { $count } templates or posts that are now in other leads

lead-posts-title = Posts of a lead
posts-heading = All posts
posts-of = Posts of

history-title = History of a lead
history-heading = History of a lead
history-back = Back to the lead
history-lead = Who looked, took, decided and exported. Id of the lead:
history-link = Whole history: who looked and did what
history-none = Nothing is recorded yet.
history-read = { $officer } opened this lead
history-taken = { $officer } took this lead
history-given-back = { $officer } gave this lead back
history-handed-over = { $officer } handed this lead over to { $to }
history-decided = { $officer } decided: { $choice }
history-undone = { $officer } undid the decision: { $choice }
history-account-closed = { $officer } closed the account of the officer who had it; nobody has this lead now
history-exported = { $officer } exported this lead, marked { $marking }
history-other = { $officer }: { $action }

export-title = Export a lead
export-link = Export…
export-heading = Export this lead
export-lead = The file holds signs, templates, numbers, accounts and texts of
export-caution = Accounts and recruiters named here may belong to coerced people. These are suspicions that a person has to look into, no proof.
export-marking = How far may this file go?
tlp-red = only those who receive it in person.
tlp-amber-strict = only the receiving organisation.
tlp-amber = the receiving organisation and its partners who need to know.
tlp-green = the community that works on this.
tlp-clear = anybody.
export-form = Form of the file
export-html = One page to read and print (HTML)
export-csv = A table of posts to work with (CSV)
export-button = Download the marked file
export-recorded = This export is recorded in the history of the lead under your name.
export-fault-marking = Choose first how far this file may go.
export-by = Exported by { $officer }, { $when }.
export-left-out = { $count } more posts are left out because there are too many.
