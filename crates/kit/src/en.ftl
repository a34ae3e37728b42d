# What every page shares
kit-date-missing = Enter the day, the month and the year.
kit-date-no-such-day = There is no such day in the calendar. Check the day and the month.
kit-date-unreadable = This date cannot be read. Write it like 21 November 2569 or 2026-11-21.
kit-date-year = The year { $typed } is out of range. Enter a year of the Buddhist era, such as 2569.
kit-error-conflict-version = Someone else saved this before you. Please look at the latest version and save again; what you typed is still here.
kit-error-cross-site = This request came from another website, so nothing was done. Please open the page on our site and try again.
kit-error-form = This form could not be read. Please go back and send it again.
kit-error-internal = Something went wrong on our side. Our staff has been told. Please try again in a moment.
kit-error-invalid = Some fields are not right yet. Please correct them and send again.
kit-error-json = The JSON that was sent cannot be read: look at line { $line }, column { $column }.
kit-error-kind = This kind of content is not read here. Send the API JSON with Content-Type: application/json; send forms from the pages of this site.
kit-error-method = There is such an address, but it is not used in this way. An address that takes a form cannot be opened by itself.
kit-error-not-found = The page or record you are looking for was not found.
kit-error-practice = This is a practice record. It can be opened and changed only in the practice mode of its own clinic.
kit-error-practice-changed = Practice mode was switched on or off after you opened this form, so nothing was saved. See from the bar at the top which mode you are in now; check what you typed, and send it again to save it in this mode.
kit-error-practising = You are in practice mode, so real records cannot be changed. To work on real records, press “Leave practice mode” in the bar at the top of the page first.
kit-error-query = The search conditions in this page's address are not valid.
kit-error-sign-in = Please sign in before using this page.
kit-error-too-large = What you sent is larger than we can take. Please make it smaller and send it again.
kit-error-too-many = Too many tries. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
 } and try again.
kit-error-zero = The text of this field had a zero character (U+0000), which cannot be kept. It was taken out, and nothing is saved yet. Check it and send again.
kit-field-required = Please fill in this field.
kit-field-too-long = The text has { $length } characters; at most { $most } fit. Please shorten it.
kit-filter-cursor = There is no page that begins at “{ $typed }”. Begin at the first page of the list.
kit-filter-limit = “{ $typed }” is no number of rows. Use a whole number from 1 to { $most }.
kit-filter-quarter = “{ $typed }” is no quarter. Use 1 to 4.
kit-filter-word = “{ $typed }” is not known. There are { $words }.
kit-json-bool = This field must be true or false.
kit-json-list = This field must be a list.
kit-json-number = This field must be a whole number within bounds.
kit-json-object = This must be a JSON object, with names and values.
kit-json-text = This field must be text.
kit-json-value = The value of this field cannot be read. See its form in the document of the API.
kit-table-broken = This workbook cannot be opened: it may be broken or protected by a password. Save it as .xlsx without a password, or as CSV, and try again.
kit-table-empty = There is nothing in this file. Its first row must hold the column names.
kit-table-missing = The file lacks the columns { $columns }. Add them to the first row and try again.
kit-table-number = Give a whole number, such as 1,250.
kit-table-old-excel = This .xls file is of an old Excel. Save it as .xlsx or CSV and try again.
kit-table-repeated = The column { $column } occurs more than once. Keep only one.
kit-table-unreadable = The characters of this file cannot be read. Save it as CSV UTF-8 or as .xlsx and try again.
kit-table-word = This word is not known. There are { $words }.
kit-year-meant = The year { $typed } is out of range. Did you mean { $year } B.E.?
kit-year-out = The fiscal year { $typed } is out of range. Use a year of the Buddhist era from { $first } to { $last }.
kit-year-unreadable = “{ $typed }” is no year. Enter the fiscal year as four digits of the Buddhist era, such as { $example }.
