# Places
places-district-elsewhere = This district is not in the province you chose. Please choose again.
places-province-choose = Please choose a province.
places-subdistrict-elsewhere = This subdistrict is not in the district you chose. Please choose again.
