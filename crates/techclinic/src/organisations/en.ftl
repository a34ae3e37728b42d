# Organisations and clinics
organisations-forbidden-register = Only an officer of the ministry can add an organisation or a clinic.
