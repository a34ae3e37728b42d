# Matching needs with technologies
matching-clinic = Clinic that offers it
matching-conditions = Conditions of use
matching-confirm = Choose this technology
matching-confirm-after-all = choose it after all
matching-confirm-lead = Once confirmed, the person who told the need and the public see this technology with the reasons on the page of the need.
matching-confirm-send = Confirm this technology
matching-confirm-title = Confirm a match
matching-confirmed = The technology for this need is confirmed.
matching-confirmed-already = This technology was confirmed for this need, so it cannot be changed. If it does not fit, please confirm another one as well and explain it in the reply to the community.
matching-decided = Technologies already decided
matching-decided-at = When
matching-decision = Decision
matching-field-note = Note of the clinic
matching-fit-fair = A fair fit
matching-fit-high = A close fit
matching-fit-low = Only a few words agree: please judge for yourself
matching-found-network = found at another clinic of the network
matching-found-own = found at the clinic that answers for this need
matching-hint-confirm = Such as what was agreed with the clinic that offers it, or what must be adapted for the community
matching-hint-reject = Say why it does not fit, so that whoever looks later understands
matching-limit = The number of results must be between 1 and { $most }.
matching-look = Find a technology that fits
matching-look-all = Search all technologies
matching-lead = Found by the meaning and the words of the need and of the joint analysis: those that fit best first, and where they fit alike your own clinic’s and those nearby
matching-reading = Some technologies that were just published have not been read by their meaning yet. Please open this page again in a moment
matching-near = Near to this need, yet perhaps no answer to it
matching-none = No technology clearly fits this need. Try other words, or ask the whole network for help.
matching-none-of-these = If none of these fits:
matching-not-offered = This technology is no longer offered. Please choose another.
matching-not-open = Technologies can be matched after the joint analysis and before the need is decided.
matching-note = Note
matching-of-need = Technology chosen
matching-of-need-none = No technology has been chosen for this need yet.
matching-other-words = Search by other words
matching-own = From your clinic
matching-fitting = Technologies that fit the need
matching-note-needed = Nothing found says clearly that this technology fits. Please note why it is chosen, so that whoever told the need and whoever looks later understands
matching-province-unknown = There is no such province. Please give its code or name.
matching-reason-applied = { $applied } of { $answers } people who learnt it use it
matching-reason-chosen = The clinic's staff finds it fitting
matching-reason-own_clinic = Offered by the clinic that answers for this need
matching-reason-proposed = Proposed by { $clinic } when the network was asked for help
matching-reason-ready = Proved in use, readiness level { $level }
matching-reason-same_province = In the same province
matching-reason-words = The same words: { $words }
matching-reasons = Reasons
matching-reject = Does not fit
matching-reject-lead = This technology will not be proposed for this need again; you may change your mind later.
matching-reject-send = Record that it does not fit
matching-reject-title = Do not choose this technology
matching-rejected = It was recorded that this technology does not fit this need.
matching-rejected-already = It has already been recorded that this technology does not fit this need.
matching-reported = Reported by those who learnt it:
matching-status-confirmed = chosen
matching-status-rejected = does not fit
matching-technology = Technology
matching-title = Technologies that may help
matching-reason-meaning = What was told, “{ $said }”, is close in meaning to “{ $does }”
matching-reason-letters = Spelled much like the name or description of this technology
matching-reason-topic = Troubles of this kind (“{ $said }”) are often remedied by “{ $remedy }”
matching-reason-same_region = From the same region
matching-reason-field = It is of the same field as others that fit
matching-reason-experts = { $count -> 
    [one] One expert is free to come
   *[other] { $count } experts are free to come
}
matching-reason-applied_alike = In groups like this one, { $applied } of { $answers } who learnt it use it
matching-reason-setback-no_money = { $count } who do not use it yet lack money to start
matching-reason-setback-no_equipment = { $count } who do not use it yet lack equipment or raw material
matching-reason-setback-no_time = { $count } who do not use it yet have no time
matching-reason-setback-no_market = { $count } who do not use it yet have no market for it
matching-reason-setback-not_suitable = { $count } who do not use it yet say it does not suit their area or occupation
matching-reason-setback-not_confident = { $count } who do not use it yet cannot do it alone and want to learn more
matching-reason-setback-other = { $count } who do not use it yet have another reason
matching-reason-chosen_before = { $count -> 
    [one] Chosen before for a need like this
   *[other] Chosen before for { $count } needs like this
}
matching-reason-refused_before = { $count -> 
    [one] Refused before for a need like this
   *[other] Refused before for { $count } needs like this
}
matching-needs-title = Needs this technology could answer
matching-needs-lead = Community needs still waiting for a technology, for which this one is among the best
matching-needs-none = No open need clearly fits this technology now
matching-needs-all = See all needs
matching-needs-look = See these needs
matching-fit-unsure = The nearest found: please judge for yourself
matching-not-legible = This need is written in a language that the system cannot read (only Thai and English). Please have somebody who reads it summarise the problem in Thai in the joint analysis, or search with Thai words.
matching-reason-meaning-analysed = What the joint analysis found, “{ $said }”, is close in meaning to “{ $does }”
matching-reason-meaning-whole = Near in meaning as a whole, though no sentence clearly says the same
matching-reason-meaning-asked = What was looked for, “{ $said }”, is close in meaning to “{ $does }”
matching-verb-match-confirm = Confirmed a match
matching-verb-match-reject = Rejected a match
