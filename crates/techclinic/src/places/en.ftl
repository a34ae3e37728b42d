# Places
places-district-elsewhere = This district is not in the province you chose. Please choose again.
places-import-abolished = The code “{ $typed }” is no longer in use. Today it is { $candidates }
places-import-ambiguous = There is more than one “{ $typed }”. Name its district or province, or give its code: { $candidates }
places-import-elsewhere = “{ $typed }” is not in { $within }. There is { $candidates }
places-import-unknown = There is no place named “{ $typed }”. Check the spelling, or give its official code.
places-province-choose = Please choose a province.
places-subdistrict-elsewhere = This subdistrict is not in the district you chose. Please choose again.
