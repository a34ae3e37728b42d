//! What can be done to a questionnaire: a version is published, and then stands as it is.

use kit::message::msg;
use kit::{Error, Facts, FormErrors, Message, Result};

use super::edition::Edition;
use super::policy::{self, Verb};
use super::store;
use house::accounts::Reader;
use house::app::App;
use xlsform::{FormError, FormFault, Kind, Questionnaire};

/// Faults said at once: more than these nobody reads before mending the first.
const FAULTS_SAID: usize = 20;

/// Publishes a version of one of the three forms from its XLSForm file.
///
/// # Errors
/// Who may not; a file that is no form, or lacks what the indicators read ([`Error::Invalid`], each
/// fault with its place in the workbook); a version that is published already.
pub async fn publish(app: &App, reader: &Reader, kind: Kind, xlsx: Vec<u8>) -> Result<Edition> {
    policy::may_publish(reader)?;
    let (form, xlsx) = tokio::task::spawn_blocking(move || (Questionnaire::from_xlsx(&xlsx), xlsx)).await?;
    let form = form.map_err(|faults| explain(&faults))?;
    form.serves(kind).map_err(|faults| explain(&faults))?;
    let act = app.act(&reader.actor(), Verb::Publish).await?;
    if store::is_published(&act, kind, &form.version().0).await? {
        let message = msg("questionnaires-version-taken").with("version", form.version().0.clone());
        return Err(FormErrors::one("file", message).into());
    }
    let edition = Edition {
        id: act.new_id(),
        kind,
        version: form.version().0.clone(),
        title: form.title().to_owned(),
        published_at: act.now(),
    };
    store::save_new(&act, &edition, &form, &xlsx).await?;
    act.commit(&edition, Facts::none().with("kind", kind.code()).with("version", edition.version.clone())).await?;
    Ok(edition)
}

/// Publishes the three forms the program brings, where no version of a kind is published yet.
/// A fresh database can then be answered into at once.
///
/// # Errors
/// When the database cannot be written.
pub async fn publish_shipped(app: &App) -> Result<()> {
    let published = store::list_editions(&app.db).await?;
    for kind in Kind::ALL {
        if published.iter().any(|edition| edition.kind == kind) {
            continue;
        }
        match publish(app, &Reader::system("shipped"), kind, kind.shipped().to_vec()).await {
            // Another process was quicker.
            Ok(_) | Err(Error::Invalid(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Says what is wrong with a form, each fault with its place in the workbook.
pub fn explain(faults: &[FormError]) -> FormErrors {
    let mut errors = FormErrors::new();
    for fault in faults.iter().take(FAULTS_SAID) {
        errors.add("file", said(fault));
    }
    errors
}

fn said(error: &FormError) -> Message {
    let place = [error.sheet.clone(), error.row.map(|row| row.to_string()), error.column.clone()];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let place = if place.is_empty() { "xlsx".to_owned() } else { place.join(" · ") };
    let message = match &error.fault {
        FormFault::Converter { message, hint } => {
            let hint = hint.as_deref().unwrap_or_default();
            msg("questionnaires-fault-converter").with("said", format!("{message} {hint}").trim().to_owned())
        }
        FormFault::Unreadable(said) => msg("questionnaires-fault-unreadable").with("said", said.clone()),
        FormFault::FileTooLarge(most) => msg("questionnaires-fault-file-large").with("most", *most / 1024),
        FormFault::TooManyRows(most) => msg("questionnaires-fault-rows").with("most", *most),
        FormFault::TooManyColumns(most) => msg("questionnaires-fault-columns").with("most", *most),
        FormFault::CellTooLong(most) => msg("questionnaires-fault-cell").with("most", *most),
        FormFault::GroupsTooDeep(most) => msg("questionnaires-fault-groups").with("most", *most),
        FormFault::ExpressionTooLong(most) => msg("questionnaires-fault-expression-long").with("most", *most),
        FormFault::ExpressionTooDeep(most) => msg("questionnaires-fault-expression-deep").with("most", *most),
        FormFault::Expression(said) => msg("questionnaires-fault-expression").with("said", said.clone()),
        FormFault::Unsupported(name) => msg("questionnaires-fault-unsupported").with("name", name.clone()),
        FormFault::DuplicateName(name) => msg("questionnaires-fault-duplicate").with("name", name.clone()),
        FormFault::Missing(name) => msg("questionnaires-fault-missing").with("name", name.clone()),
    };
    message.with("place", place)
}
