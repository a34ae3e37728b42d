# Calls to the whole network
network-calls-answer = Answer this call
network-calls-answer-empty = Please name a technology of your clinic or say how you can help, one of both at least.
network-calls-answer-lead = If your clinic can help, name a technology of yours or say how. The answer is public, with the name of your clinic.
network-calls-answer-reminder = { $clinic } answered call { $code } of your clinic. It has { $count ->
    [one] { $count } answer
   *[other] { $count } answers
 } now; please read them.
network-calls-answer-send = Send the answer
network-calls-answer-sent = Answered: the clinic that asks sees it at once.
network-calls-answer-sent-hidden = Answered. Telephone and national numbers and e-mail addresses in the text are shown to others as x.
network-calls-answered-count = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
 }
network-calls-answers = Answers of the network
network-calls-because-chosen = This call was closed with the need: a technology was chosen for it.
network-calls-because-declined = This call was closed with the need: its clinic does not take it up.
network-calls-because-in_project = This call was closed with the need: a project works on it.
network-calls-because-merged = This call was closed with the need: it goes on with another that tells the same.
network-calls-clinic = The clinic that asks
network-calls-clinic-choose = Please choose for which of your clinics you answer.
network-calls-close = Close the call
network-calls-close-lead = When an answer helped, or no more answers are wanted, close the call and tell the network how it ended.
network-calls-closed = The call is closed.
network-calls-closed-at = Closed
network-calls-confirm = Use this technology for the need
network-calls-confirmed = The technology the network proposed is confirmed, and the call is closed.
network-calls-desk-own = Needs your clinic asked about
network-calls-field-answer = The answer that helped
network-calls-field-clinic = You answer for
network-calls-field-technology = Code of a technology of your clinic
network-calls-field-text = What came of it, or why the call ends
network-calls-field-tried = What was tried, and why nothing fits
network-calls-field-until = Answers are wanted until
network-calls-field-words = We can help by
network-calls-forbidden-answer = Only those who work for a clinic of the network answer.
network-calls-forbidden-close = Only the clinic that asked closes this call.
network-calls-forbidden-withdraw = Only the clinic that answered withdraws this answer.
network-calls-helped = This one helped
network-calls-hidden = This text holds a telephone or national number or an e-mail address. Others read x in its place.
network-calls-hint-answer = Leave it empty if no answer helped
network-calls-hint-technology = Such as TD-001; it must be one that your clinic offers
network-calls-hint-text = Needed where no answer is chosen. It is public.
network-calls-hint-tried = Such as: a solar dryer was tried, but the rains leave too little sun; a way that needs none is wanted. This is public: no names or numbers of persons, please.
network-calls-hint-words = Such as: somebody who knows this can come, or the same was solved in another province
network-calls-invented = Invented
network-calls-lead = Needs for which a clinic finds no technology that fits, and asks the whole network; the latest first
network-calls-most = From tomorrow on, for { $count } days at most.
network-calls-narrow = Show
network-calls-need = Need
network-calls-new = Ask the network for help
network-calls-new-lead = Every clinic and the public see this. Other clinics answer with a technology of their own or with advice.
network-calls-no-answer = No answer yet.
network-calls-no-clinic = No clinic answers for this need yet, so nobody can ask for one.
network-calls-no-such-answer = There is no such answer, or it was withdrawn.
network-calls-none = No call matches what you chose.
network-calls-of-need = The network was asked for help
network-calls-of-need-lead = The clinic found no technology that fits, and asks all clinics of the network.
network-calls-one-of-two = (at least one of the two)
network-calls-open-already = The network is asked about this need already: call { $code } is not closed yet.
network-calls-opened = The whole network is asked now.
network-calls-opened-at = Asked
network-calls-opened-hidden = The whole network is asked now. Telephone and national numbers and e-mail addresses in the text are shown to others as x.
network-calls-outside = Whoever can help from outside the network, please turn to the clinic that asks.
network-calls-over = This call is closed already.
network-calls-overdue = Its day is over
network-calls-own = It is your own clinic that asks, so it cannot answer. If a technology of yours fits, choose it where technologies are looked for.
network-calls-place = Place
network-calls-problem-only = This need is not public. Clinics of the network read the problem as it was analysed and the province, never the words of whoever told it.
network-calls-proposed = Proposed by other clinics
network-calls-proposed-by = Proposed by
network-calls-proposed-lead = Open the answer to read it and to use what it proposes.
network-calls-proposes = Proposes
network-calls-read = See the call
network-calls-reason = Outcome or reason
network-calls-rehearsal = A practice need stays within its clinic, so the network cannot be asked about it.
network-calls-reminder = Answers to call { $code } were wanted until { $day }. Please read them and close the call.
network-calls-seen = If this need is not public, other clinics read only the problem as it was analysed and the province. Nobody is shown who told it or how to reach them.
network-calls-send = Ask the network
network-calls-show-title = Network call { $code }
network-calls-status = Status
network-calls-status-answered = Answered
network-calls-status-closed = Closed without an answer
network-calls-status-open = Waits for answers
network-calls-table = Needs about which the network is asked
network-calls-technology-archived = This technology is no longer offered. Please choose another.
network-calls-technology-draft = This technology is not published yet. Hand it in for review first, or write it as advice.
network-calls-technology-of-others = This technology is of another clinic. Please write it as advice.
network-calls-technology-twice = This technology is proposed here already.
network-calls-technology-unknown = There is no technology with the code { $code }. Please look it up in the register of technologies.
network-calls-title = Network calls
network-calls-to-needs = See all needs
network-calls-unanswered-only = Not answered by your clinic yet
network-calls-until = Answers wanted until
network-calls-until-far = Answers can be wanted for { $days } days at most, that is until { $last }.
network-calls-until-past = The day must be tomorrow or later.
network-calls-waiting = { $count ->
    [one] { $count } need of another clinic about which the network is asked waits for an answer of yours
   *[other] { $count } needs of other clinics about which the network is asked wait for an answer of yours
 }
network-calls-was-withdrawn = This answer was withdrawn by its clinic.
network-calls-withdraw = Withdraw the answer
network-calls-withdrawn = The answer is withdrawn.
network-calls-withdrawn-already = This answer is withdrawn already.
network-calls-not-analysed = Analyse the problem with the community first; then the network can be asked.
network-calls-way = If no technology fits, all clinics of the network can be asked.
