# What is promised to whoever tells a need
promises-climb = When it is late
promises-climb-of = The heads of the clinic are told at once, then the regional centre and the ministry, one after the other { $count ->
    [one] one working day
   *[other] { $count } working days
 } later
promises-climb-short = Next level after
promises-days = Please give the working days as a number from 1 to { $most }
promises-days-of = within { $count ->
    [one] one working day
   *[other] { $count } working days
 }
promises-field-climb = When late, working days from one level to the next
promises-field-in_analysis = From the analysis until a technology is found or a refusal explained (working days)
promises-field-in_project = From the project's begin until the public reply (working days)
promises-field-matched = From the technology until a project begins or a reply is given (working days)
promises-field-note = Reason or explanation
promises-field-pause = When something is asked back, working days for which the clock stops at most
promises-field-received = From the telling until the clinic analyses it with the community (working days)
promises-field-replied = From that reply until a project begins or it is explained why none does (working days)
promises-field-valid_from = Holds from
promises-forbidden = Only officers of the ministry set what is promised
promises-hint-climb = heads of the clinic → regional centre → ministry
promises-hint-days = Left empty, nothing is promised for this stage
promises-hint-note = Public
promises-hint-pause = Without an answer by then, the clock goes on
promises-history = What was promised, newest first
promises-later = Not in force yet
promises-lead = How long each stage takes at most, and who is told when it takes longer
promises-note = Explanation
promises-nothing = nothing is promised
promises-now = What holds now
promises-past = It cannot hold from a day before today: what was promised stays as it was
promises-pause = When the person is asked a question
promises-pause-of = the clock stops for at most { $count ->
    [one] one working day
   *[other] { $count } working days
 }
promises-pause-short = Stops at most
promises-proposed = What the program proposes; the ministry has set nothing yet
promises-save = Set
promises-set = Saved
promises-set-new = Set a new promise
promises-stage-in_analysis = Analysed, until a technology is found or a refusal explained
promises-stage-in_project = In a project, until the public reply
promises-stage-matched = Technology found, until a project begins or a reply is given
promises-stage-received = Told, until the clinic analyses it with the community
promises-stage-replied = Replied to, until a project begins or it is explained why none does
promises-stage-short-in_analysis = Analysis
promises-stage-short-in_project = Project
promises-stage-short-matched = Technology
promises-stage-short-received = Told
promises-stage-short-replied = Replied
promises-title = What is promised
promises-valid-from = From
promises-working-days = Counted in working days. A need keeps the promise of the day on which its stage began
promises-verb-promise-set = Set what is promised
