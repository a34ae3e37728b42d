# สถานที่
places-district-elsewhere = อำเภอที่เลือกไม่ได้อยู่ในจังหวัดนี้ โปรดเลือกใหม่
places-province-choose = โปรดเลือกจังหวัด
places-subdistrict-elsewhere = ตำบลที่เลือกไม่ได้อยู่ในอำเภอนี้ โปรดเลือกใหม่
