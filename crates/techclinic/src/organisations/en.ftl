# Organisations and clinics
organisations-about = About this clinic
organisations-all = See all clinics
organisations-answers-for = Provinces it answers for
organisations-clinic = Technology clinic
organisations-clinic-unknown = There is no such clinic. Please fill in its code as in the register.
organisations-code-characters = A code holds letters, digits, hyphens and dots, and no spaces.
organisations-code-taken = This code is taken. Please use another.
organisations-column-answers_for = Provinces the clinic answers for, with a semicolon between them; may stay empty, then it is the one it stands in
organisations-column-clinic = Code of the clinic
organisations-column-code = Short code; a record that exists is changed
organisations-column-contact = How to reach the office; public
organisations-column-institute = Code of the member institute's organisation
organisations-column-kind = Kind of organisation
organisations-column-name_en = Name in English
organisations-column-name_th = Name in Thai
organisations-column-organisation = Code of the organisation that runs the clinic
organisations-column-province = Code or name of the province it stands in
organisations-contact = Contact
organisations-forbidden-register = Only officers of the ministry may add organisations or clinics.
organisations-institute-count = { $count ->
    [one] one institute
   *[other] { $count } institutes
 }
organisations-institutes = Institutes of its network
organisations-kind-agency = Agency under the ministry
organisations-kind-institute = State institute of education
organisations-kind-local_government = Local government
organisations-kind-ministry_office = Office of the ministry
organisations-kind-private_institute = Private institute of education
organisations-kind-province_office = Office of a province
organisations-lead = Technology clinics all over the country hear what communities need and transfer technology in the provinces they answer for
organisations-none = No clinic fits these conditions. Try other words, or choose a province nearby.
organisations-organisation-unknown = There is no such organisation. Please import organisations first, or fill in the code as in the register.
organisations-province-unknown = There is no such province. Please fill in its code or name.
organisations-run-by = Organisation
organisations-search = Search clinics
organisations-show-title = { $name }
organisations-size = { $clinics } networks of { $institutes } institutes
organisations-stands-in = Stands in
organisations-table = Technology clinics
organisations-tell-need = Tell a need
organisations-title = Technology clinics
