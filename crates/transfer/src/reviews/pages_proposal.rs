//! The pages of the ministry: the proposals of a call in their order, and one with all its reviews.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::form::optional;
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};
use thai::Satang;
use uuid::Uuid;

use super::deciding::Deciding;
use super::eligibility::Point;
use super::forms::{AskForm, DecideForm, ScreenForm};
use super::ranking::{Ranked, selected};
use super::review::{Review, Status};
use super::score::{self, Tally};
use super::screening::{Screening, may_be_asked, said_of};
use super::verbs::{self, proposal};
use super::{policy, store, store_screening, verbs_screening};
use crate::calls::Call;
use crate::projects::{self, Project};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};

/// Hundredths of a percent, as an office writes them.
fn percent(hundredths: i64) -> String {
    Satang(hundredths).to_string()
}

/// The proposals of a call in the order of their scores.
#[derive(Template)]
#[template(path = "reviews/ranking.html")]
pub(super) struct Ranking {
    call: Call,
    ranked: Vec<Ranked>,
    selected: Satang,
}
page!(Ranking, "reviews-ranking");

impl Ranking {
    fn mean(&self, tally: &Tally) -> Option<String> {
        tally.mean(self.call.told.score_most).map(percent)
    }

    fn apart(&self, tally: &Tally) -> String {
        percent(tally.apart(self.call.told.score_most))
    }

    /// Do the reviews lie so far apart that somebody should look? A third of the whole: a setting of the page, since
    /// no source says it.
    fn is_split(&self, tally: &Tally) -> bool {
        tally.apart(self.call.told.score_most) > 3_333
    }

    /// Is the money that there is used up by those before it and itself?
    fn is_beyond(&self, until_here: &Satang) -> bool {
        self.call.told.terms.available.is_some_and(|available| *until_here > available)
    }
}

pub(super) async fn ranking(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Ranking> {
    reader.must_sign_in()?;
    let (call, ranked) = verbs::ranking(&app, &reader, &code).await?;
    Ok(Ranking { selected: selected(&ranked), ranked, call })
}

/// One proposal with all its reviews.
#[derive(Template)]
#[template(path = "reviews/proposal.html")]
pub(super) struct Show {
    project: Project,
    call: Call,
    reviews: Vec<Review>,
    /// What reviewers are called, and who judged its eligibility.
    people: HashMap<Uuid, String>,
    tally: Tally,
    /// The reader judges it too and has not handed in: the scores of others are kept from them.
    judges: bool,
    /// What the records tell of its eligibility.
    points: Vec<Point>,
    /// May the reader ask and decide?
    writes: bool,
    /// What was said last of its eligibility.
    screening: Option<Screening>,
    /// Why nothing may be decided yet, where that is so.
    undecidable: Option<Message>,
    pub(super) screen: ScreenForm,
    pub(super) screen_errors: FormErrors,
    ask: AskForm,
    ask_errors: FormErrors,
    decide: DecideForm,
    decide_errors: FormErrors,
    pub(super) refusal: Option<Message>,
    outcomes: Vec<Choice>,
}
page!(Show, |page| msg("reviews-proposal-title").with("code", page.project.code.clone()));

impl Show {
    pub(super) async fn of(app: &App, reader: &Reader, code: &str) -> Result<Self> {
        let (project, call) = proposal(app, reader, code).await?;
        let reviews = store::list_of_projects(&app.db, [project.id]).await?.remove(&project.id).unwrap_or_default();
        let judged = projects::judged_version(&app.db, &project).await?;
        let sealed = reviews.iter().filter(|one| one.counts(judged));
        let tally = Tally::of(sealed.map(|one| score::points(&call.told.criteria, &one.judgement.scores)));
        let own = reader.who().map(|who| who.account);
        let once = reader.form_key(&app.chance);
        let screening = store_screening::find_last(&app.db, project.id).await?;
        let judges = verbs::judges(app, own, project.id).await?;
        let free = Deciding {
            project: &project,
            call: &call,
            state: call.state(app.clock.now()),
            screening: screening.as_ref(),
            sealed: usize::try_from(tally.reviews).unwrap_or(0),
        };
        let free = if judges { Err(msg("reviews-decide-judges")) } else { free.outcomes() };
        Ok(Self {
            people: verbs::people(app, &reviews, screening.as_ref()).await?,
            tally,
            judges,
            points: verbs_screening::known(app, &project, &call).await?,
            writes: policy::may_decide(reader).is_ok(),
            screening,
            screen: ScreenForm::default(),
            screen_errors: FormErrors::new(),
            ask: AskForm { proposal: project.code.clone(), once, ..AskForm::default() },
            ask_errors: FormErrors::new(),
            decide: DecideForm { version: project.version.to_string(), ..DecideForm::default() },
            decide_errors: FormErrors::new(),
            refusal: None,
            outcomes: choices(free.iter().flatten().map(|outcome| outcome.as_str()), "reviews-outcome-"),
            undecidable: free.err(),
            project,
            call,
            reviews,
        })
    }

    fn reviewer(&self, review: &Review) -> &str {
        self.people.get(&review.reviewer).map_or("–", String::as_str)
    }

    /// Who said whether it may be judged.
    fn screener(&self) -> Option<&String> {
        self.screening.as_ref().and_then(|said| said.by).and_then(|by| self.people.get(&by))
    }

    fn score_of(&self, review: &Review, criterion: &Uuid) -> Option<i64> {
        (review.status == Status::Sealed && !self.judges).then(|| review.judgement.scores.get(criterion).copied())?
    }

    fn mean(&self) -> Option<String> {
        if self.judges { None } else { self.tally.mean(self.call.told.score_most).map(percent) }
    }

    /// Is it still with the ministry?
    fn is_open(&self) -> bool {
        self.writes && self.project.status == projects::Status::Submitted
    }

    /// May reviewers be asked?
    fn is_eligible(&self) -> bool {
        may_be_asked(self.screening.as_ref(), self.project.plan_version).is_ok()
    }

    /// What was said is of an earlier version, and this one waits to be judged.
    fn is_outdated(&self) -> bool {
        self.is_open() && said_of(self.screening.as_ref(), self.project.plan_version).is_err()
    }

    /// Is there a version of the plan that can be judged?
    fn may_be_screened(&self) -> bool {
        self.is_open() && self.project.signature.is_some()
    }

    fn verdicts(&self) -> Vec<Choice> {
        vec![Choice::new("yes", msg("reviews-eligible-yes")), Choice::new("no", msg("reviews-eligible-no"))]
    }

    fn screen_at(&self) -> String {
        format!("/proposals/{}/screen", self.project.code)
    }

    fn sealed(&self) -> Vec<&Review> {
        self.reviews.iter().filter(|one| one.status == Status::Sealed && !self.judges).collect()
    }

    fn at(&self) -> String {
        format!("/proposals/{}/decide", self.project.code)
    }

    fn withdraw_at(&self, review: &Review) -> String {
        format!("{}/withdraw", review.address())
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    reader.must_sign_in()?;
    Show::of(&app, &reader, &code).await
}

pub(super) async fn ask(State(app): State<App>, reader: Reader, Form(form): Form<AskForm>) -> Result<Response> {
    reader.must_sign_in()?;
    policy::may_ask(&reader)?;
    let proposal = form.proposal.trim().to_ascii_uppercase();
    let asked = match form.check() {
        Ok(emails) => verbs::ask(&app, &reader, &proposal, &emails, optional(&form.once).as_deref()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match asked {
        Ok((project, count)) => Ok(see(format!("/proposals/{}", project.code))
            .saying(msg("reviews-asked").with("count", count))
            .into_response()),
        Err(Error::Conflict(message)) => {
            let page = Show::of(&app, &reader, &proposal).await?;
            let ask = AskForm { once: page.ask.once.clone(), ..form };
            Ok((StatusCode::CONFLICT, Show { ask, refusal: Some(message), ..page }).into_response())
        }
        Err(error) => {
            let page = Show::of(&app, &reader, &proposal).await?;
            let (status, ask_errors) = shown_again(error, "")?;
            Ok((status, Show { ask: AskForm { once: page.ask.once.clone(), ..form }, ask_errors, ..page })
                .into_response())
        }
    }
}

pub(super) async fn withdraw(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    reader.must_sign_in()?;
    let review = verbs::withdraw(&app, &reader, &code).await?;
    let project = projects::find(&app.db, review.project).await?.ok_or(Error::NotFound)?;
    Ok(see(format!("/proposals/{}", project.code)).saying(msg("reviews-withdrawn")).into_response())
}

pub(super) async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DecideForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    proposal(&app, &reader, &code).await?;
    policy::may_decide(&reader)?;
    let decided = match form.check() {
        Ok(decided) => verbs::decide(&app, &reader, &code, decided, form.seen()).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match decided {
        Ok(project) => Ok(see(format!("/proposals/{}", project.code)).saying(msg("reviews-decided")).into_response()),
        Err(Error::Conflict(message)) => {
            let page = Show::of(&app, &reader, &code).await?;
            let decide = DecideForm { version: page.decide.version.clone(), ..form };
            Ok((StatusCode::CONFLICT, Show { decide, refusal: Some(message), ..page }).into_response())
        }
        Err(error) => {
            let (status, decide_errors) = shown_again(error, "")?;
            Ok((status, Show { decide: form, decide_errors, ..Show::of(&app, &reader, &code).await? }).into_response())
        }
    }
}
