# Public holidays
holidays-await-ploughing = the Royal Ploughing Ceremony, whose day the palace names each year
holidays-await-religious = { $count ->
    [one] one more day of the Buddhist calendar
   *[other] { $count } more days of the Buddhist calendar
 } (Makha Bucha, Visakha Bucha, Asalha Bucha and the first day of Lent)
holidays-await-substitution = the substitution for { $day }, a Saturday or Sunday
holidays-awaited = Still to be entered when announced
holidays-column-day = the day, such as 2027-01-04 or 4 ม.ค. 2570
holidays-column-kind = what makes it a holiday, such as substitution
holidays-column-name_en = name in English
holidays-column-name_th = name
holidays-column-source = the announcement or cabinet resolution that says so
holidays-day = Day
holidays-earlier = The year before
holidays-enter = Add a holiday
holidays-entered = Saved. What is promised for open needs will be counted anew
holidays-field-kind = Kind
holidays-field-name_en = Name in English
holidays-field-name_th = Name in Thai
holidays-field-on = Day
holidays-field-source = Source
holidays-forbidden = Only officers of the ministry keep the register of holidays
holidays-hint-source = such as the cabinet resolution and its date
holidays-import = Several days can be brought in from a file:
holidays-import-way = import holidays
holidays-kind = Kind
holidays-kind-cabinet = Further day by cabinet resolution
holidays-kind-choose = Please choose what makes it a holiday
holidays-kind-fixed = The same date every year
holidays-kind-listed = From a list of this year’s holidays
holidays-kind-ploughing = Royal Ploughing Ceremony
holidays-kind-religious = Buddhist holiday
holidays-kind-substitution = Substitution
holidays-kind-worked = Worked in this year
holidays-known = The register has { $day } already. To change it, remove it first
holidays-later = The next year
holidays-lead = What is promised to the public is counted in working days: not on Saturdays and Sundays, nor on these days
holidays-name = Name
holidays-of-year = Year
holidays-remove = Remove
holidays-remove-ask = Take this day out of the register? What is promised for open needs will be counted anew
holidays-removed = Taken out of the register
holidays-save = Save
holidays-source = Source
holidays-table = Holidays of this year
holidays-title = Public holidays
holidays-weekend = A substitution, or a holiday that is worked, cannot be a Saturday or Sunday
