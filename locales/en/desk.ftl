# Reports of the public and contests, as officers read them.

reading-recorded = Who reads this page, and when, is recorded in the audit trail.
desk-waiting = Not opened yet
desk-reading = Being read
desk-done = Answered
answer-given = The answer that was given
answer-heading = Answer
answer-again = Replace the answer
answer-label = Your answer
answer-hint = The person reads this answer with their code. Don't write anything about other people.
answer-in-indonesian = They read the pages in Indonesian.
answer-in-english = They read the pages in English.
news-answered = The answer is kept. The person can read it with their code.

reports-title = Public reports
reports-heading = Public reports
reports-lead = What a report says is seen only once it is opened. Each reading is recorded.
reports-none = No reports yet. What comes from the page "Report an offer" appears here.
report-desk-heading = A public report
report-desk-received = Came in
report-desk-seen-at = Seen on
report-desk-seen-where = Name of the group, page or account
report-desk-seen-on = Seen on the day
report-desk-unsaid = not said
report-desk-lead = Open the lead that holds this text
report-desk-no-lead = Not part of any lead yet.
report-desk-text = Text of the offer
report-desk-no-text = There is no text; see the files.
report-desk-note = Note of the person
report-desk-files = Files
report-desk-veiled = Pictures are not shown until you ask for them. They can be hard to see; each opening is recorded.
report-desk-veil = covered
report-desk-file = { $kind }, { $size }: { $name }
report-desk-open-picture = Open picture { $number }
report-desk-fetch-file = Download file { $number } (don't open it on a work computer)
report-desk-answer = Send the answer and close the report

contests-title = Contests
contests-heading = Contests
contests-lead = People who feel wrongly accused wait for an answer until the day that we promised.
contests-none = No contests. What comes from the page "Contest" appears here.
contest-desk-heading = A contest
contest-desk-subject = About
contest-desk-reason = Why
contest-desk-clock = Time left
contest-desk-due = Promised by
contest-desk-received = Came in
contest-desk-answered = Answered
contest-desk-next = Before you answer
contest-desk-check = Look for the number, account or words they name in the list of leads.
contest-desk-leads = Open the list of leads
contest-desk-undo = If they are right, first undo the decision on that lead.
contest-desk-answer = Send the answer and close the contest
contest-clock-done = Answered
contest-clock-today = Has to be answered today
contest-clock-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
}
contest-clock-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
