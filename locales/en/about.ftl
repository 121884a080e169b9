# Help and about.

help-title = Contacts
help-heading = Who can help
help-lead = Choose whoever is nearest to your situation. If you are in danger now, begin with the police.
help-abroad-heading = If you are abroad
help-abroad = Contact the nearest Indonesian embassy or consulate. Send your location to your family. Do not fight guards, and do not announce that you plan to leave.
help-no-fee-heading = Official help asks for no fee
help-no-fee = Whoever claims to be an official and asks for money to bring you home is none.
help-forced-heading = If you were forced to scam
help-forced = You may still ask for help. A victim who was forced to commit a crime is not punished (Law 21/2007, article 18).
help-states = The numbers here were copied from press reports, with source and date. Those that the administrator has not confirmed are marked so.

about-title = About
about-heading = About and privacy
about-lead = Suar shows danger signs in job offers, so that people are not trapped in scam compounds and forced labour.
about-can-heading = What it can and can't do
about-can = Suar reads words and compares them with known signs. Each sign comes with its reason.
about-can-not = Suar can't be certain. An offer without signs can trap you, and an honest ad can have signs. Check licence, visa and contract.
about-kept-heading = What is kept
about-kept-check = The text that you check is neither kept nor logged. It is gone as soon as the page is sent to you.
about-kept-report = Reports and contests are kept, since you send them for that. We do not ask for your name or contact.
about-kept-address = Your internet address is not logged. To hold off abuse, a code made of it stays in memory for a while, and is then gone.
about-kept-cookie = One cookie remembers the language you chose. Officers who sign in get one more, for their session. There is nothing else.
about-kept-others = The pages call no other site and carry no advertising. The pages for the public use no JavaScript. Officers' pages about leads load one JavaScript file from this site, for shortcut keys. Everything works without it.
about-exit-heading = Quick exit
about-exit = The button at the top opens another page. The back button and the history of the browser can still open this one; delete them if you need to.
about-wrong-heading = Wrongly suspected?
about-wrong = Anybody can contest, without a name.
about-contest = { $count ->
    [one] The answer comes within one working day.
   *[other] The answer comes within { $count } working days.
}
about-people-heading = The people behind accounts
about-people = Accounts that seem to recruit may belong to coerced people. We publish no lists of names.
