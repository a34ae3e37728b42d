# Results of forms
results-after = After, a month (baht)
results-answered = { $count ->
    [one] 1 person answered this
   *[other] { $count } people answered this
 }
results-answered-on = Answered on
results-answers-none = No answer says what you are looking for.
results-answers-title = Answers one by one
results-as-of = As of
results-before = Before, a month (baht)
results-cell-hidden = not shown
results-change = Change, a month (baht)
results-change-mean = On average for each (baht)
results-choice = Answer
results-chosen = Those who answered
results-cost = Cost
results-cost-due = Change of cost in a year that is due to this technology, by the share and the months that each told
results-count = People
results-economy = Income and cost
results-estimated = Estimated before the transfer
results-estimated-hint = From the applications: what applicants estimated. It is never taken from what was told after use.
results-fell = fell for { $count }
results-few = Not shown: fewer than 5 people answered
results-formula-satisfaction_mean-1 = Mean mark divided by 5
results-formula-satisfied_share-1 = Those who gave 4 or 5, of those who answered
results-forms = Forms
results-hidden = Numbers of people from 1 to 4, and figures from which they could be worked out, are not shown, so that nobody can be recognised.
results-income = Income
results-income-due = Change of income in a year that is due to this technology, by the share and the months that each told
results-mean = Mean
results-mean-month = On average for each, a month (baht)
results-median = Median
results-moved = People
results-none = Nobody has answered this form yet.
results-observed = Told after use
results-observed-hint = From the follow-ups, of those who told both the amount before and the amount after.
results-of-application = Results of the application form
results-of-areas = Every figure, and the answers one by one:
results-of-evaluation = Results of the evaluation form
results-of-follow_up = Results of the follow-up form
results-of-what = Item
results-official = The formula the project’s plan sets
results-official-none = The plan of this project sets neither formula, so both are shown.
results-opens = Press a figure to see the answers behind it.
results-other-questions = Other questions
results-participants = Participants
results-persons = { $count ->
    [one] 1 person
   *[other] { $count } people
 }
results-practice = A rehearsal: counted in no figure
results-range = Least and greatest
results-rate = Answered
results-read-answers = Read the answers one by one
results-rose = rose for { $count }
results-said = Answer
results-said-by = Told by
results-search = Search the answers
results-several = Several could be chosen, so the percentages can add up to more than 100.
results-stayed = as before for { $count }
results-title = Results of the forms
results-too-few = Not shown yet: fewer than 5 people answered, and somebody could be recognised.
results-unanswered = Nobody has answered this yet
results-who = Who
results-who-application = N is those who registered for the project, without those who withdrew.
results-who-evaluation = N is those who received the transfer, without those who withdrew.
results-who-follow_up = N is those who received the transfer, with those whose follow-up is not due yet, without those who withdrew.
