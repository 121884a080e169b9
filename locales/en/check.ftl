# Check a job offer.

check-title = Job openings
check-heading = Check a job offer
check-lead = Paste the message or ad you received. We show you its danger signs.
check-label = The text of the offer
check-button = Check
check-not-kept = It is not kept.
check-again-heading = Check again
check-empty = There is no text yet. Paste the message or the ad first.
check-too-long = The text has { $length } characters. At most { $most } are read. Shorten it a little and send it again.

result-signs = { $count ->
    [one] There is one danger sign
   *[other] There are { $count } danger signs
}
result-questions = { $count ->
    [one] There is one thing to ask about
   *[other] There are { $count } things to ask about
}
result-no-signs = None of the signs we know
result-looks-warning = This looks like a warning
result-looks-news = This looks like news
result-looks-scam = This looks like another kind of fraud
result-looks-chat = This looks like a chat or a question

remark-many-signs = Offers like this are often used to trap people. Do not answer before licence, visa and contract are clear.
remark-few-signs = Honest ads have a sign or two at times. Ask before you answer.
remark-no-signs = That is no guarantee. Swindlers keep changing their words. Check licence, visa and contract.
remark-warning = The text seems to warn people, so we do not mark it as an offer. If it offers you work all the same, check the three things below.
remark-news = The text seems to report something, so we do not mark it as an offer. If it offers you work all the same, check the three things below.
remark-scam = The text offers no work, but it resembles a fraud.
remark-chat = We see no job offer here. If you have the ad or message itself, paste all of it.

text-heading = The words we marked
text-unmarked = The text you pasted
signs-heading = The signs
sign = Sign
sign-why = Why is this a danger sign?
sign-absent = Not said in the text.
claims-heading = What the offer says of itself
claims-lead = These are words in an ad and no proof. Check them yourself.
no-guarantee = We found no other signs; that is no guarantee.

act-heading = Do this one thing now
act-money = Transfer no money and sign no debt.
act-money-more = Ask for all deductions and fines in writing. Show them to somebody you trust.
act-journey = Do not leave without a work visa.
act-journey-more = On a tourist visa or a route past the officials you are easily held and hardly get home. If you are on the way, talk to an immigration officer.
act-papers = Hand over no passport or identity card, and send no photos of them.
act-papers-more = Get your passport yourself at the immigration office, and keep it yourself while you work.
act-tell = Tell one person you trust about this offer, today.
act-tell-more = Bring nobody else into it yet. Two pairs of eyes see more than one.
act-licence = Check the company's licence before you answer.
act-licence-more = Work abroad must go through a licensed placement company (P3MI). Ask for its name and check it at the manpower office (Disnaker) of your town.
act-work = Ask what exactly the work is, and for which company.
act-work-more = Get the answer in writing with the company's name. Look the company up yourself, not through their link.
act-company = Ask for the company's full name and a written contract before you answer.
act-company-more = Without a name nothing can be checked. Send no photo of your identity card or passport yet.
act-fraud = Send no money, no OTP code and no personal data.
act-fraud-more = Keep a screenshot, and ask somebody you trust.
act-check = Check licence, visa and contract before you answer.
act-check-more = Send no money and no photo of your papers before all three are clear.

checks-heading = Three things that always need checking
check-licence = Licence.
check-licence-how = For work abroad: is the company registered as P3MI (a licensed placement company)? Ask the manpower office (Disnaker).
check-visa = Visa.
check-visa-how = For work abroad: do you leave on a work visa, and not on a tourist visa?
check-contract = Contract.
check-contract-how = Is there a contract before you leave, with company, tasks, pay and hours?

call-heading = Need help?
call-all = All who can help
report-this = Report this offer
