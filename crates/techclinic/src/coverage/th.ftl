# แผนที่การเข้าถึงพื้นที่
coverage-gaps = จังหวัดที่ยังไม่มี
coverage-gaps-count = { $count } จังหวัด
coverage-gaps-none = มีครบทุกจังหวัด
coverage-layer = เรื่องที่แสดง
coverage-layer-unknown = ไม่มีเรื่อง “{ $typed }” ในแผนที่ โปรดเลือกจากรายการ
coverage-lead = เครือข่ายไปถึงจังหวัดใดแล้ว และจังหวัดใดยังไม่ถึง
coverage-note = นับจากทะเบียนในระบบ ณ วันที่แสดง
coverage-reached = จังหวัดที่มี
coverage-table = สรุปทุกเรื่อง
coverage-title = แผนที่การเข้าถึงพื้นที่
coverage-unreached = จังหวัดที่ยังไม่มี
coverage-nav = การเข้าถึงพื้นที่
