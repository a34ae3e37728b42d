# What every page shares
kit-error-conflict-version = Someone else saved this before you. Please look at the latest version and save again; what you typed is still here.
kit-error-cross-site = This request came from another website, so nothing was done. Please open the page on our site and try again.
kit-error-form = This form could not be read. Please go back and send it again.
kit-error-internal = Something went wrong on our side. Our staff has been told. Please try again in a moment.
kit-error-invalid = Some fields are not right yet. Please correct them and send again.
kit-error-json = The JSON that was sent cannot be read: look at line { $line }, column { $column }.
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
kit-error-zero = The text contains a zero character (U+0000), which cannot be kept. Remove it and send again.
kit-field-required = Please fill in this field.
kit-field-too-long = The text has { $length } characters; at most { $most } fit. Please shorten it.
kit-table-broken = This workbook cannot be opened: it may be broken or protected by a password. Save it as .xlsx without a password, or as CSV, and try again.
kit-table-day = This date cannot be read. Write it like 2026-10-01 or 1 ต.ค. 2569.
kit-table-empty = There is nothing in this file. Its first row must hold the column names.
kit-table-missing = The file lacks the columns { $columns }. Add them to the first row and try again.
kit-table-number = Give a whole number, such as 1,250.
kit-table-old-excel = This .xls file is of an old Excel. Save it as .xlsx or CSV and try again.
kit-table-repeated = The column { $column } occurs more than once. Keep only one.
kit-table-unreadable = The characters of this file cannot be read. Save it as CSV UTF-8 or as .xlsx and try again.
kit-table-word = This word is not known. There are { $words }.
