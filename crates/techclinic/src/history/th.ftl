# ประวัติการดำเนินการ
history-at = เมื่อ
history-by = โดย
history-by-anyone = ประชาชน (ไม่ได้เข้าสู่ระบบ)
history-by-somebody = ผู้ใช้ที่ไม่มีบัญชีแล้ว
history-by-system = ระบบ
history-facts = รายละเอียด
history-field-on = วันที่
history-field-q = เลขที่เรื่องหรือรหัสโครงการ
history-forbidden = เฉพาะผู้ตรวจสอบ ผู้ดูแลระบบ และเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลเท่านั้นที่อ่านประวัติทั้งหมดได้
history-lead = ใครทำอะไร กับเรื่องใด เมื่อใด ทุกบรรทัดผนึกไว้ด้วยลายนิ้วมือดิจิทัล แก้ไขย้อนหลังไม่ได้
history-none = ไม่พบรายการที่ตรงกับเงื่อนไข
history-of-record = สิ่งที่ดำเนินการแล้ว
history-subject = เรื่อง
history-table = ประวัติเรียงจากใหม่ไปเก่า
history-title = ประวัติการดำเนินการ
history-unknown-verb = ไม่มีการกระทำชื่อ “{ $typed }” ในประวัติ โปรดเลือกจากรายการ
history-what = การดำเนินการ
