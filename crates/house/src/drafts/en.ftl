drafts-key = This form is not known. Open its page anew and try again.
drafts-too-long = There is more text in the form than can be kept while you type. Please save it.
