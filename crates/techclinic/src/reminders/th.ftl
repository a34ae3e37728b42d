# การเตือน
reminders-desk = เรื่องที่ต้องดำเนินการ
reminders-letter-dear = เรียน { $name }
reminders-letter-end = ดูเรื่องทั้งหมดของท่านได้ที่ { $desk }
    จดหมายนี้ส่งจากระบบคลินิกเทคโนโลยีโดยอัตโนมัติ เรื่องเดียวกันจะเตือนอีกเมื่อใกล้กำหนดมากขึ้นเท่านั้น
reminders-letter-subject = มีเรื่องที่ต้องดำเนินการ { $count } เรื่อง
reminders-more = และอีก { $count } เรื่อง
reminders-verb-reminder-post = ส่งจดหมายเตือน
