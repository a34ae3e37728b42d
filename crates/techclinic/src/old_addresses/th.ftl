# ที่อยู่ของเว็บไซต์เดิม
old-addresses-column-new = หน้าในเว็บไซต์นี้ที่จะพาไป เช่น /clinics
old-addresses-column-old = ที่อยู่ของหน้าในเว็บไซต์เดิม ทั้งบรรทัดหรือเฉพาะส่วนที่ขึ้นต้นด้วย /
old-addresses-column-source = แหล่งที่พบที่อยู่เดิมนี้
old-addresses-forbidden-import = เฉพาะเจ้าหน้าที่กระทรวงเท่านั้นที่กำหนดปลายทางของที่อยู่เดิมได้
old-addresses-new = “{ $typed }” ไม่ใช่หน้าของเว็บไซต์นี้ โปรดใช้ที่อยู่ที่ขึ้นต้นด้วย / เช่น /clinics
old-addresses-old = อ่านที่อยู่เดิม “{ $typed }” ไม่ได้ โปรดใส่ทั้งบรรทัดที่ขึ้นต้นด้วย http หรือส่วนที่ขึ้นต้นด้วย /
old-addresses-records = ที่อยู่ของเว็บไซต์เดิม
old-addresses-verb-old_address-bring = กำหนดปลายทางของที่อยู่เดิม
