# The network at a glance
dashboard-bars = Persons who received a transfer, by province
dashboard-behind-lead = The projects behind the figures of the dashboard; open one to see its records
dashboard-behind-title = Projects behind the figures
dashboard-by-area = Figures by area
dashboard-by-province = Figures by province
dashboard-country = The whole country
dashboard-fiscal-year = Fiscal year
dashboard-front = What the network has done
dashboard-front-more = See the whole overview
dashboard-granted = Budget granted
dashboard-granted-baht = Granted (baht)
dashboard-hidden = Hidden
dashboard-indicators = Indicators
dashboard-lead = What the network of technology clinics did, counted from its records; open a figure to see them
dashboard-map = Provinces with projects
dashboard-needs = Needs received
dashboard-needs-answered = Needs with an outcome
dashboard-none = There are no records of this fiscal year yet
dashboard-note = A project in several provinces counts in each; participants are counted once in each project. Numbers below 5 persons, and numbers by which they could be reckoned back, are hidden. Rehearsals are not counted
dashboard-persons = Persons reached
dashboard-project = Project
dashboard-projects = Projects
dashboard-projects-count = { $count ->
    [one] { $count } project
   *[other] { $count } projects
 }
dashboard-reports = Quarterly reports in time
dashboard-services = Services
dashboard-show = Show
dashboard-source = From the records in this system
dashboard-source-granted = From the budget lines of the projects
dashboard-source-needs = From the register of needs
dashboard-source-persons = From the register of participants
dashboard-source-projects = From the register of approved projects
dashboard-source-reports = From the reports handed in, of those owed by today
dashboard-source-services = From the attendance at activities
dashboard-this-year = This fiscal year
dashboard-title = The network at a glance
dashboard-unit-needs = needs
dashboard-unit-persons = persons
dashboard-unit-projects = projects
dashboard-unit-reports = reports
dashboard-unit-services = attendances
dashboard-year = Fiscal year { $year }
