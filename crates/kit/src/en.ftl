# What every page shares
kit-error-conflict-version = Someone else saved this before you. Please look at the latest version and save again; what you typed is still here.
kit-error-cross-site = This request came from another website, so nothing was done. Please open the page on our site and try again.
kit-error-form = This form could not be read. Please go back and send it again.
kit-error-internal = Something went wrong on our side. Our staff has been told. Please try again in a moment.
kit-error-invalid = Some fields are not right yet. Please correct them and send again.
kit-error-not-found = The page or record you are looking for was not found.
kit-error-query = The search conditions in this page's address are not valid.
kit-error-sign-in = Please sign in before using this page.
kit-error-too-large = What you sent is larger than we can take. Please make it smaller and send it again.
kit-error-too-many = Too many tries. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
 } and try again.
kit-field-required = Please fill in this field.
kit-field-too-long = The text has { $length } characters; at most { $most } fit. Please shorten it.
