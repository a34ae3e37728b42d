# Reminders
reminders-desk = What is due
reminders-letter-dear = Dear { $name },
reminders-letter-end = All that is yours stands at { $desk }
    The technology clinic system sends this letter by itself, and tells of the same thing again only when its day comes nearer.
reminders-letter-subject = { $count ->
    [one] { $count } thing is due
   *[other] { $count } things are due
 }
reminders-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
 }
reminders-verb-reminder-post = Posted a reminder
