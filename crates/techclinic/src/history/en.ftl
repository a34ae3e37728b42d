# History
history-at = When
history-by = By
history-by-anyone = Somebody not signed in
history-by-somebody = An account that is no more
history-by-system = The system
history-facts = Details
history-field-on = Day
history-field-q = Number of the record
history-forbidden = Only auditors, administrators and the data protection officer can read the whole history.
history-lead = Who did what, to which record, and when. Every line is sealed and cannot be altered unseen.
history-none = Nothing fits these conditions.
history-of-record = What was done
history-subject = Record
history-table = History, newest first
history-title = History
history-unknown-verb = The trail knows no action “{ $typed }”. Choose one from the list.
history-what = What
