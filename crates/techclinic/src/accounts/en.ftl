# Accounts
accounts-password-long = A password has at most { $most } characters.
accounts-password-short = A password needs at least { $least } characters; an easy sentence will do.
accounts-token-reads-only = This token can only read.
