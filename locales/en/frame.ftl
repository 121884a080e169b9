# What is on every page, dates, and the pages of errors.

skip = Go to the content
languages = Languages
pages = Pages
quick-exit = Quick exit
nav-check = Check a job offer
nav-report = Report an offer
nav-help = Who can help
nav-contest = Contest
nav-about = About and privacy
danger-now = In danger right now? See whom you can reach

form-forged = We do not know this form. What you wrote is still here; press the button once more.
form-expired = This page has been open for more than two hours, or the service was restarted. What you wrote is still here; press the button once more.
form-used = This form was sent before. We may have it already. If you still need to, press the button once more.

error-title = Suar
error-400 = We do not understand this request
error-400-text = Go back and send it again. If that does not help, open the page anew.
error-query-text = This address asks for something that is not known, such as a mistyped filter. Open the page again from the menu.
error-403 = This request was refused
error-403-text = The form may not have come from our page, or your role may not open this. Open the page anew and try again.
error-404 = There is no such page
error-404-text = The address may be mistyped, or the page has moved.
error-405 = This page can't be opened that way
error-405-text = Start from one of the pages below.
error-408 = It took too long
error-408-text = Your connection may be slow. Go back and try again. If you send files, try one smaller file.
error-413 = This is too large
error-413-text = Go back and send a shorter text.
error-files-text = Go back and send smaller files or a shorter text. All files together may have 10 MB.
error-429 = Too many requests
error-429-text = { $count ->
    [one] Many people may share your network. Try again in a minute. If it is urgent, see who can help.
   *[other] Many people may share your network. Try again in { $count } minutes. If it is urgent, see who can help.
}
error-500 = Something went wrong on our side
error-500-text = It is not your fault. Try again in a moment. If it is urgent, see who can help.
error-503 = Not available at the moment
error-503-text = Try again in a moment. If it is urgent, see who can help.

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-with-weekday = { $weekday }, { $date }
date-moment = { $date }, { $hour }:{ $minute } { $zone }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
