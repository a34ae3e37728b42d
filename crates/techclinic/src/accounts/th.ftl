# บัญชีผู้ใช้
accounts-password-long = รหัสผ่านยาวเกิน { $most } ตัวอักษร
accounts-password-short = รหัสผ่านต้องมีอย่างน้อย { $least } ตัวอักษร จะใช้ประโยคที่จำง่ายก็ได้
accounts-token-reads-only = โทเคนนี้ใช้อ่านข้อมูลได้อย่างเดียว
