# Addresses of the former site
old-addresses-column-new = The page of this site to which it leads, such as /clinics
old-addresses-column-old = Address of a page of the former site, whole or from its first /
old-addresses-column-source = Where the old address is known from
old-addresses-forbidden-import = Only ministry officers say where old addresses lead
old-addresses-new = “{ $typed }” is no page of this site. Use an address that begins with /, such as /clinics
old-addresses-old = “{ $typed }” is no address. Use all of it, beginning with http, or its part from the first /
old-addresses-records = Addresses of the former site
old-addresses-verb-old_address-bring = Said where an old address leads
