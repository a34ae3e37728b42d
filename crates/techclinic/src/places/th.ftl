# สถานที่
places-district-elsewhere = อำเภอที่เลือกไม่ได้อยู่ในจังหวัดนี้ โปรดเลือกใหม่
places-import-abolished = รหัส “{ $typed }” เลิกใช้แล้ว ปัจจุบันคือ { $candidates }
places-import-ambiguous = “{ $typed }” มีมากกว่าหนึ่งแห่ง โปรดระบุอำเภอหรือจังหวัด หรือใช้รหัส: { $candidates }
places-import-elsewhere = “{ $typed }” ไม่ได้อยู่ใน { $within } ชื่อนี้อยู่ที่ { $candidates }
places-import-unknown = ไม่พบสถานที่ชื่อ “{ $typed }” โปรดตรวจตัวสะกด หรือใช้รหัสของกรมการปกครอง
places-province-choose = โปรดเลือกจังหวัด
places-subdistrict-elsewhere = ตำบลที่เลือกไม่ได้อยู่ในอำเภอนี้ โปรดเลือกใหม่
