//! The money of invented projects: released in two instalments, paid out as far as the project has come, and at the
//! year's end carried over where it still goes on. Payees and documents are made up; nobody is named.

use chrono::{Duration, NaiveDate};
use thai::{FiscalYear, Satang};

use super::Stage;
use super::projects::{Line, Reached};
use house::accounts::Reader;
use transfer::disbursements::{self, CounterEntry, NewCarryOver, NewInstalment, NewPayment, Release};
use transfer::projects::Project;

/// Of each line, how many hundredths are paid so many days after the grant, from which state on, and for what.
const PAYMENTS: [(usize, i64, i64, Reached, &str); 6] = [
    (1, 8, 12, Reached::Approved, "ค่าเดินทางสำรวจพื้นที่"),
    (1, 37, 25, Reached::Transferred, "ค่าวัสดุและอุปกรณ์สาธิต"),
    (1, 30, 32, Reached::Transferred, "ค่าตอบแทนวิทยากรและอาหารผู้เข้าอบรม"),
    (1, 22, 46, Reached::FollowingUp, "ค่าวัสดุให้กลุ่มนำไปใช้ต่อ"),
    (2, 45, 60, Reached::FollowingUp, "ค่าเดินทางติดตามผลครั้งที่ 1"),
    (2, 40, 85, Reached::Closed, "ค่าเดินทางติดตามผลครั้งที่ 2"),
];

/// The money of one project, which was approved on `granted_on`.
pub(super) async fn load(
    stage: &Stage,
    project: &Project,
    lead: &Reader,
    line: &Line,
    granted_on: NaiveDate,
) -> kit::Result<()> {
    let year = project.plan.fiscal_year;
    let first = granted_on.max(year.start());
    let purse = Purse { stage, project, lead, year, first };
    purse.release().await?;
    for (number, hundredths, after, from, paid_for) in PAYMENTS {
        if line.reached >= from {
            purse.pay(number, hundredths, first + Duration::days(after), paid_for).await?;
        }
    }
    if line.reached == Reached::Closed {
        return purse.give_back().await;
    }
    purse.carry_over().await
}

/// One project's money, while its story is told.
struct Purse<'a> {
    stage: &'a Stage,
    project: &'a Project,
    lead: &'a Reader,
    year: FiscalYear,
    /// The first day on which it may be paid.
    first: NaiveDate,
}

impl Purse<'_> {
    /// Moves the story to this day, unless it is to come.
    fn stand_on(&self, day: NaiveDate) -> bool {
        let ago = (self.stage.today - day).num_days();
        if ago >= 0 {
            self.stage.days_ago(ago);
        }
        ago >= 0
    }

    /// Six tenths at once, the rest once a report is accepted.
    async fn release(&self) -> kit::Result<()> {
        let (app, code) = (&self.stage.app, self.project.code.as_str());
        let ministry = self.stage.officers()?.ministry();
        let totals = self.project.plan.budget.totals();
        let whole = totals.granted_before.0 + totals.granted_now.0;
        let begun = whole / 1_000 * 6 * 100;
        self.stand_on(self.first.min(self.stage.today));
        for (amount, after, terms) in
            [(begun, 7, "เมื่ออนุมัติโครงการ"), (whole - begun, 55, "เมื่อกระทรวงรับรายงานความก้าวหน้าของไตรมาสแรก")]
        {
            let due_on = (self.first + Duration::days(after)).min(self.year.end());
            let told = NewInstalment { amount: Satang(amount), terms: terms.to_owned(), due_on };
            let number = disbursements::plan_instalment(app, &ministry, code, told, None).await?.number;
            let on = due_on - Duration::days(2);
            if on >= self.first && self.stand_on(on) {
                let document_number = format!("สมมติ 0201/{number}");
                let release = Release { on, document_number };
                disbursements::release_instalment(app, &ministry, code, number, (release, None)).await?;
            }
            self.stand_on(self.first.min(self.stage.today));
        }
        Ok(())
    }

    async fn pay(&self, line: usize, hundredths: i64, on: NaiveDate, paid_for: &str) -> kit::Result<()> {
        let granted = self.project.plan.budget.lines.get(line - 1).map_or(0, |line| line.granted_now.0);
        if on > self.year.end() || !self.stand_on(on) {
            return Ok(());
        }
        let told = NewPayment {
            line,
            paid_on: on,
            amount: Satang(granted / 100 * hundredths),
            paid_for: paid_for.to_owned(),
            document_number: Some(format!("สมมติ บค {line}-{hundredths}")),
            note: None,
            knowing: true,
        };
        disbursements::record(&self.stage.app, self.lead, &self.project.code, told, None).await?;
        Ok(())
    }

    /// A small part of the second payment came back.
    async fn give_back(&self) -> kit::Result<()> {
        let on = self.first + Duration::days(30);
        let second = disbursements::find(&self.stage.app.db, self.project.id, 2).await?;
        if second.is_some_and(|payment| payment.paid_on <= on) && self.stand_on(on) {
            let because = "ร้านค้าคืนเงินค่าวัสดุที่ส่งไม่ครบ (เบิกเกินส่งคืน)".to_owned();
            let back = CounterEntry { on, amount: Satang(25_000), because, document_number: None };
            disbursements::reverse(&self.stage.app, self.lead, &self.project.code, 2, (back, None)).await?;
        }
        Ok(())
    }

    /// What is left of a year that is over, of a project that goes on, is carried over to March.
    async fn carry_over(&self) -> kit::Result<()> {
        let (app, code, asked_on) = (&self.stage.app, &self.project.code, self.year.end() - Duration::days(9));
        if self.stage.today <= self.year.end() || asked_on < self.first {
            return Ok(());
        }
        let money = disbursements::find_money(app.db.reader(), self.project).await?;
        let left = money.lines.iter().map(|line| line.remaining()).enumerate();
        let amounts: Vec<_> = left.filter(|(_, left)| *left > Satang::ZERO).map(|(at, left)| (at + 1, left)).collect();
        let until = FiscalYear(self.year.0 + 1).quarter(2).map_or(self.year.end(), |quarter| quarter.end());
        if amounts.is_empty() || !self.stand_on(asked_on) {
            return Ok(());
        }
        let reason = "ติดตามผลหลังการถ่ายทอดต้องทำในไตรมาสแรกของปีถัดไป".to_owned();
        let told = NewCarryOver { amounts, reason, until };
        let number = disbursements::ask_carry_over(app, self.lead, code, told, None).await?.number;
        self.stand_on(asked_on + Duration::days(6));
        let ministry = self.stage.officers()?.ministry();
        disbursements::approve_carry_over(app, &ministry, code, number, None).await?;
        Ok(())
    }
}
