# Evidence for agreements
agreement-evidence-clinic = Work under the agreement
agreement-evidence-considers = Considered by (ministry)
agreement-evidence-duty = Duty
agreement-evidence-file = Renewal file
agreement-evidence-file-lead = Drafted from the registers. Print this page to propose the renewal for signature
agreement-evidence-file-title = Renewal file { $code }
agreement-evidence-finding-executives = Provincial chief science officers in post:
agreement-evidence-finding-local_wisdom = Local wisdom among them:
agreement-evidence-finding-needs_analysed = Needs analysed with the community:
agreement-evidence-finding-needs_received = Needs received:
agreement-evidence-finding-people = People in post at the clinic:
agreement-evidence-finding-persons = People who took part:
agreement-evidence-finding-projects = Projects it leads:
agreement-evidence-finding-technologies = Technologies published to this day:
agreement-evidence-finding-transfers = Days of technology transfer:
agreement-evidence-found = Found in the registers
agreement-evidence-lapsed-count = { $count ->
    [one] { $count } clinic
   *[other] { $count } clinics
 }
agreement-evidence-lapsed-lead = Clinics whose agreement is over without a renewal, and that wrote records during the last year
agreement-evidence-lapsed-none = No clinic reports under a lapsed agreement
agreement-evidence-lapsed-on = Lapsed on
agreement-evidence-lapsed-title = Lapsed, and the clinic still reports
agreement-evidence-nothing = Nothing found yet
agreement-evidence-open = Show the evidence for each duty
agreement-evidence-period = Counted over
agreement-evidence-proposed = Proposed from
agreement-evidence-proposes = Proposed by (institute)
agreement-evidence-records = Records in a year
agreement-evidence-signature = Signed ........................................ Date ....................
agreement-evidence-finding-network_technologies = Published technologies of the whole network, to date:
agreement-evidence-finding-projects_funded = Projects of the clinic with funds of the ministry:
agreement-evidence-finding-transfers_funded = Transfers in projects with funds of the ministry:
agreement-evidence-no-register = No register here holds what would show it
agreement-evidence-title-institute = Evidence for the duties of the institutes
agreement-evidence-title-ministry = Evidence for the duties of the ministry
