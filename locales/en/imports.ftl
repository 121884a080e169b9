# Bringing in files of posts, and seeing how far they are.

imports-title = Imports
imports-heading = Imports
imports-lead = Upload a chat export or a file of posts. Suar reads it and groups what is alike into leads.
imports-files = Choose files
imports-files-hint = Several at once are fine, each up to { $most }. Compressed files (gzip, zstd) are read too.
imports-hints = Is its format not recognised?
imports-format = Format
imports-map = Column map
imports-map-hint = Which column holds what. For example: text=body,id=number,time=date
imports-button = Upload and read the files
imports-no-file = No file was chosen. Choose one or more, then upload.
imports-cut-off = The upload was too large and was cut off. A file may have up to { $most }. What is listed above is kept.
imports-results = What came of the upload
imports-here = Here
imports-not-taken = Not taken
imports-taken = taken in, waits to be read.
imports-known-file = the same content was brought in before, so it is not read twice.
imports-look = See its import
imports-list = Files that were brought in
imports-none = No files yet. Begin by uploading the export of a WhatsApp or Telegram group.
imports-file = File
imports-size = Size
list-cut = { $count ->
    [one] Only the first { $count } row is shown.
   *[other] Only the first { $count } rows are shown.
}
state = State

format-told = Recognise it
import-format-told = recognised by its content
format-whatsapp = WhatsApp chat export (.txt)
format-telegram = Telegram Desktop export (.json)
format-jsonl = JSON lines (.jsonl)
format-csv = CSV table
format-tsv = TSV table
format-parquet = Parquet

import-waiting = Waits its turn
import-waiting-says = The file is kept and will be read shortly.
import-reading = Being read
import-reading-says = Posts that were read are kept at once.
import-done = Done
import-done-says = All of the file was read.
import-done-partly = Done, some rejected
import-done-partly-says = The file was read to its end. What can't be read is in the list below.
import-failed = Broke off
import-failed-says = The file can't be read any further. What was read is kept. Mend the file and upload it again, or:
import-stopped = Stopped
import-stopped-says = Posts that were read are kept. You can go on at any time.
import-note = A note from whatever reads the file:
import-bytes = { $read } of { $whole } read ({ $percent }%).
import-read = Read
import-added = New
import-known = Known before
import-rejected = Rejected
import-skipped = Passed over
import-repaired = Mended
import-begun = Begun
import-ended = Ended
import-stop = Stop reading this file
import-again = Try to read it once more
import-resume = Go on from where it was
import-refreshes = This page refreshes every 2 seconds.
import-be-still = Stop refreshing
import-stands = This page does not refresh.
import-follow = Follow its progress
rejects-heading = What can't be read
rejects-none = Nothing. Every record of the file can be read.
rejects-none-yet = Nothing so far.
rejects-lead = There are { $count }. Mend them in the source and upload it again; posts that are here are not doubled.
rejects-first = To the start of the list
rejects-next = Next
reject-place = Place
reject-reason = Reason
reject-line = line { $number }
reject-row = row { $number }
reject-message = message { $number }
