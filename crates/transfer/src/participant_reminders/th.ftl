# การเตือนให้ผู้รับบริการตอบแบบ
participant-reminders-asked = { $count ->
    [0] ไม่มีผู้ที่ต้องเตือนในขณะนี้
   *[other] สั่งเตือนแล้ว { $count } คน
}
participant-reminders-asked-at = สั่งเมื่อ
participant-reminders-became = ผล
participant-reminders-by-line = รับการเตือนทางไลน์
participant-reminders-follow-ups = ผู้ที่ต้องติดตาม
participant-reminders-gone = ถอนข้อมูลแล้ว
participant-reminders-how-line = เพิ่มเพื่อน { $account } ในไลน์ แล้วส่งรหัส { $code } ไปที่แชต ระบบจะเตือนท่านเมื่อถึงกำหนดตอบแบบ
participant-reminders-lead = ส่งข้อความเตือนผู้ที่ยินยอมให้ติดต่อและถึงกำหนดตอบแบบ ข้อความมีเพียงลิงก์ของแบบ ไม่มีชื่อ
participant-reminders-leave-line = เลิกรับทางไลน์ได้โดยบล็อกบัญชีนี้ หากไม่ต้องการให้ติดต่อทางใดเลย ให้ถอนความยินยอมที่หน้าใบติดตามนี้
participant-reminders-linked = เชื่อมใบติดตามกับไลน์แล้ว
participant-reminders-linked-line = เชื่อมใบติดตามของท่านแล้ว เมื่อถึงกำหนดตอบแบบ เราจะส่งข้อความเตือนที่นี่ หากไม่ต้องการให้ติดต่อทางใดเลย ถอนความยินยอมได้ที่หน้าใบติดตาม
participant-reminders-linked-mine = เชื่อมกับไลน์แล้ว
participant-reminders-name = ชื่อ
participant-reminders-none = ยังไม่เคยส่งข้อความเตือนในพื้นที่นี้
participant-reminders-not-agreed-line = ท่านยังไม่ได้ยินยอมให้ติดต่อ จึงยังไม่ได้เชื่อมใบติดตาม หากต้องการรับการเตือน โปรดแจ้งคลินิกที่ดูแลท่าน
participant-reminders-not-configured = ระบบยังไม่ได้ตั้งค่าช่องทางส่งข้อความ (ไลน์หรือเอสเอ็มเอส) ใช้โทรศัพท์ติดตามไปก่อน หรือแจ้งผู้ดูแลระบบให้ตั้งค่า
participant-reminders-not-in-practice = พื้นที่ฝึกหัดไม่ส่งข้อความถึงใคร
participant-reminders-now = ผู้ที่จะได้รับการเตือนในขณะนี้
participant-reminders-of = แบบ
participant-reminders-off = ยังไม่ได้เปิดใช้
participant-reminders-open = ดูและส่งข้อความเตือน
participant-reminders-people = { $count } คน
participant-reminders-rules = ส่งเฉพาะเวลา 08.00–20.00 น. และไม่ส่งถึงผู้เดิมซ้ำภายใน { $count } วัน
participant-reminders-send = ส่งข้อความเตือน
participant-reminders-sent = ข้อความเตือนที่สั่งส่ง
participant-reminders-state-dropped = ไม่ได้ส่ง เพราะตอบแล้วหรือติดต่อไม่ได้แล้ว
participant-reminders-state-refused = ส่งไม่สำเร็จ
participant-reminders-state-sent = ส่งแล้ว
participant-reminders-state-waiting = รอส่ง
participant-reminders-text-evaluation = คลินิกเทคโนโลยีขอให้ท่านตอบแบบประเมินผลการถ่ายทอดเทคโนโลยี ตอบหรือเลิกรับข้อความได้ที่ { $address }
participant-reminders-text-follow_up = คลินิกเทคโนโลยีขอให้ท่านตอบแบบติดตามผลหลังรับการถ่ายทอดเทคโนโลยี ตอบหรือเลิกรับข้อความได้ที่ { $address }
participant-reminders-title = เตือนผู้รับบริการให้ตอบแบบ
participant-reminders-unknown-line = ไม่พบรหัสนี้ โปรดตรวจรหัส 10 ตัวบนใบติดตามของท่านแล้วส่งอีกครั้ง
participant-reminders-verb-participant_reminder-link = เชื่อมใบติดตามกับไลน์
participant-reminders-verb-participant_reminder-send = ส่งข้อความเตือนผู้รับบริการ
participant-reminders-verb-participant_reminder-unlink = เลิกเชื่อมใบติดตามกับไลน์
participant-reminders-way = ช่องทาง
participant-reminders-way-line = ไลน์
participant-reminders-way-sms = เอสเอ็มเอส
participant-reminders-without = ไม่มีทางส่งข้อความถึง
