# Reminding participants to answer.
participant-reminders-asked = { $count ->
    [0] There is nobody to remind now
    [one] { $count } person will be reminded
   *[other] { $count } people will be reminded
}
participant-reminders-asked-at = Asked
participant-reminders-became = What became of it
participant-reminders-by-line = Be reminded on LINE
participant-reminders-follow-ups = Whom to ask
participant-reminders-gone = Withdrew
participant-reminders-how-line = Add { $account } as a friend on LINE and send the code { $code } to the chat. You are reminded when there is something to answer.
participant-reminders-lead = Sends a message to those who agreed to be contacted and have something to answer now. It says where to answer, and no name.
participant-reminders-leave-line = Block the account to stop on LINE. Not to be contacted at all, take back your consent on the page of this slip.
participant-reminders-linked = The slip is linked with LINE
participant-reminders-linked-line = Your slip is linked. We remind you here when there is something to answer. Not to be contacted at all, take back your consent on the page of your slip.
participant-reminders-linked-mine = Linked with LINE
participant-reminders-name = Name
participant-reminders-none = No reminder has been sent in this area yet
participant-reminders-not-agreed-line = You have not agreed to be contacted, so that the slip was not linked. To be reminded, tell the clinic that looks after you.
participant-reminders-not-configured = No way of sending messages (LINE or SMS) is configured. Call people instead, or ask the administrators to configure one.
participant-reminders-not-in-practice = A rehearsal sends messages to nobody
participant-reminders-now = Who would be reminded now
participant-reminders-of = Questionnaire
participant-reminders-off = Not in use
participant-reminders-open = See and send reminders
participant-reminders-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
participant-reminders-rules = { $count ->
    [one] Messages leave between 08:00 and 20:00, and never to the same person twice within { $count } day
   *[other] Messages leave between 08:00 and 20:00, and never to the same person twice within { $count } days
}
participant-reminders-send = Send reminders
participant-reminders-sent = Reminders asked for
participant-reminders-state-dropped = Not sent: answered, or not to be contacted any more
participant-reminders-state-refused = Could not be sent
participant-reminders-state-sent = Sent
participant-reminders-state-waiting = Waiting to leave
participant-reminders-text-evaluation = The technology clinic asks you to evaluate the training. Answer, or stop these messages, at { $address }
participant-reminders-text-follow_up = The technology clinic asks what came of the training. Answer, or stop these messages, at { $address }
participant-reminders-title = Remind participants to answer
participant-reminders-unknown-line = This code is not known. Please check the 10 letters on your slip and send them again
participant-reminders-verb-participant_reminder-link = Link a slip with LINE
participant-reminders-verb-participant_reminder-send = Send reminders to participants
participant-reminders-verb-participant_reminder-unlink = Unlink a slip from LINE
participant-reminders-way = Way
participant-reminders-way-line = LINE
participant-reminders-way-sms = SMS
participant-reminders-without = No way to send a message
