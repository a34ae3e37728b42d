//! What the records tell of whether a proposal may be judged, point by point, so that whoever decides it has something
//! to go by (docs/requirements.md A3-04). The program judges none of it: the ministry says, and may know better.

use chrono::NaiveDate;
use kit::message::msg;
use kit::show::hundredths;
use kit::{Message, words};
use network::agreements;

use crate::calls::Call;
use crate::projects::{Answering, Project, ProjectName, Section};

words! {
    /// What is looked at.
    About {
        /// Its clinic has an agreement in force.
        Agreement = "agreement",
        /// Whoever handed it in was appointed.
        Appointment = "appointment",
        /// Its clinic is one of those that the call is for.
        Reach = "reach",
        /// Its clinic proposes no more than it may.
        Most = "most",
        /// It costs no more than the call pays, and only what it pays.
        Money = "money",
        /// What the call asks to be attached is there.
        Documents = "documents",
        /// Shares make a whole.
        Shares = "shares",
        /// Nothing is paid for twice.
        Double = "double",
    }
}

words! {
    /// What the records say of it.
    Answer {
        /// It is kept.
        Kept = "kept",
        /// It is not.
        NotKept = "not_kept",
        /// The records do not tell: somebody has to look.
        Unknown = "unknown",
        /// The call does not ask for it.
        NotAsked = "not_asked",
    }
}

impl Answer {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Kept => "good",
            Self::NotKept => "bad",
            Self::Unknown => "warn",
            Self::NotAsked => "neutral",
        }
    }
}

/// One point, with what it follows from and where that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What is looked at.
    pub about: About,
    /// What the records say of it.
    pub answer: Answer,
    /// Why.
    pub said: Vec<Message>,
    /// The records it follows from: what each is called, and its address.
    pub records: Vec<(String, String)>,
}

/// What is known of a proposal before its call.
#[derive(Debug)]
pub struct Known<'a> {
    /// The proposal.
    pub project: &'a Project,
    /// How it stands before its call today.
    pub stands: &'a Answering,
    /// The last day on which the call took proposals.
    pub closes_on: NaiveDate,
    /// The agreements of its clinic that were signed.
    pub agreements: &'a [agreements::Row],
    /// Was whoever handed it in appointed by then? Nobody knows where it is not known who did.
    pub appointed: Option<bool>,
    /// Projects of these years that bring one of its technologies to one of its subdistricts; none can be told where it
    /// names neither.
    pub alike: Option<&'a [ProjectName]>,
}

impl Known<'_> {
    /// All points, in the order in which they are looked at.
    pub fn points(&self) -> Vec<Point> {
        let point = |about: &About| {
            let (answer, said, records) = match about {
                About::Agreement => self.agreement(),
                About::Appointment => self.appointment(),
                About::Reach => self.reach(),
                About::Most => self.most(),
                About::Money => self.money(),
                About::Documents => self.documents(),
                About::Shares => self.shares(),
                About::Double => self.double(),
            };
            Point { about: *about, answer, said, records }
        };
        About::ALL.iter().map(point).collect()
    }

    fn call(&self) -> &Call {
        &self.stands.call
    }

    fn agreement(&self) -> Found {
        if !self.call().told.terms.agreement || self.project.lead_clinic.is_none() {
            return not_asked();
        }
        let on = self.closes_on;
        let held = |row: &&agreements::Row| {
            let (from, to) = (row.certain_from, row.certain_to);
            from.is_some_and(|from| from <= on) && to.is_some_and(|to| on <= to)
        };
        let open = |row: &&agreements::Row| row.standing().state(on) == agreements::State::NotKnown;
        let records = |rows: Vec<&agreements::Row>| {
            rows.iter().map(|row| (row.code.clone(), format!("/agreements/{}", row.code))).collect::<Vec<_>>()
        };
        let (held, open): (Vec<_>, Vec<_>) =
            (self.agreements.iter().filter(held).collect(), self.agreements.iter().filter(open).collect());
        match (held.is_empty(), open.is_empty()) {
            (false, _) => (Answer::Kept, vec![msg("reviews-known-agreement").with("on", on)], records(held)),
            (true, false) => (Answer::Unknown, vec![msg("reviews-known-agreement-open").with("on", on)], records(open)),
            (true, true) => {
                let all = records(self.agreements.iter().collect());
                (Answer::NotKept, vec![msg("reviews-known-agreement-none").with("on", on)], all)
            }
        }
    }

    fn appointment(&self) -> Found {
        if !self.call().told.terms.appointment || self.project.lead_clinic.is_none() {
            return not_asked();
        }
        let (answer, said) = match self.appointed {
            Some(true) => (Answer::Kept, "reviews-known-appointment"),
            Some(false) => (Answer::NotKept, "reviews-known-appointment-none"),
            None => (Answer::Unknown, "reviews-known-appointment-open"),
        };
        (answer, vec![msg(said)], Vec::new())
    }

    fn reach(&self) -> Found {
        let terms = &self.call().told.terms;
        if terms.regions.is_empty() || self.project.lead_clinic.is_none() {
            return not_asked();
        }
        let call = vec![(self.call().code.clone(), self.call().address())];
        match &self.stands.province {
            None => (Answer::Unknown, vec![msg("reviews-known-reach-open")], call),
            Some(province) if terms.reaches(Some(province)) => (Answer::Kept, vec![msg("reviews-known-reach")], call),
            Some(_) => (Answer::NotKept, vec![msg("reviews-known-reach-not")], call),
        }
    }

    fn most(&self) -> Found {
        let Some(most) = self.call().told.terms.most else { return not_asked() };
        let others = &self.stands.others;
        let said = msg("reviews-known-most").with("most", most).with("others", others.len());
        let kept = usize::try_from(most).is_ok_and(|most| others.len() < most);
        let proposals = others.iter().map(|code| (code.clone(), format!("/proposals/{code}"))).collect();
        (if kept { Answer::Kept } else { Answer::NotKept }, vec![said], proposals)
    }

    fn money(&self) -> Found {
        let told = &self.call().told;
        if told.terms.ceiling.is_none() && told.classes.is_empty() {
            return not_asked();
        }
        let beyond = self.stands.beyond_money(&self.project.plan);
        let budget = vec![(self.project.code.clone(), format!("/projects/{}", self.project.code))];
        match beyond.is_empty() {
            true => (Answer::Kept, vec![msg("reviews-known-money")], budget),
            false => (Answer::NotKept, beyond, budget),
        }
    }

    fn documents(&self) -> Found {
        if self.call().told.documents.is_empty() {
            return not_asked();
        }
        let names = |needed: bool| {
            let some = self.stands.missing.iter().filter(|document| document.needed == needed);
            some.map(|document| document.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let files = vec![(self.project.code.clone(), Section::Files.address(&self.project.code))];
        let (needed, other) = (names(true), names(false));
        let mut said = Vec::new();
        if !needed.is_empty() {
            said.push(msg("reviews-known-documents-missing").with("names", needed.clone()));
        }
        if !other.is_empty() {
            said.push(msg("reviews-known-documents-other").with("names", other));
        }
        if said.is_empty() {
            said.push(msg("reviews-known-documents"));
        }
        (if needed.is_empty() { Answer::Kept } else { Answer::NotKept }, said, files)
    }

    fn shares(&self) -> Found {
        let budget = &self.project.plan.budget;
        let shared = budget.shared();
        let (answer, said) = match (budget.shares.is_empty(), budget.is_told_by_lines()) {
            (true, true) => (Answer::Kept, msg("reviews-known-shares-lines")),
            (true, false) => (Answer::Unknown, msg("reviews-known-shares-none")),
            (false, _) if shared == crate::calls::WHOLE => (Answer::Kept, msg("reviews-known-shares")),
            (false, _) => (Answer::NotKept, msg("reviews-known-shares-not").with("sum", hundredths(shared))),
        };
        (answer, vec![said], vec![(self.project.code.clone(), format!("/projects/{}", self.project.code))])
    }

    fn double(&self) -> Found {
        match self.alike {
            None => (Answer::Unknown, vec![msg("reviews-known-double-open")], Vec::new()),
            Some([]) => (Answer::Kept, vec![msg("reviews-known-double-none")], Vec::new()),
            Some(alike) => {
                let records = alike.iter().map(|one| (one.code.clone(), format!("/projects/{}", one.code)));
                (Answer::Unknown, vec![msg("reviews-known-double")], records.collect())
            }
        }
    }
}

type Found = (Answer, Vec<Message>, Vec<(String, String)>);

fn not_asked() -> Found {
    (Answer::NotAsked, Vec::new(), Vec::new())
}
