//! Backup and restore, while others write.

use std::time::{Duration, Instant};

use bytes::Bytes;

use techclinic::app::App;
use techclinic::commands::backup::write;
use techclinic::commands::{restore, verify};
use techclinic::imports::{self, Way};

use crate::testing::World;

/// Backup while a writer writes, restored elsewhere; it says how long both took.
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_others_write_is_whole_when_it_is_restored() {
    let world = World::on_sqlite().await;
    world.app.files.put("needs/1/photo.jpg", Bytes::from_static(b"photo")).await.expect("kept");
    let needs = imports::kind("needs").expect("a kind");
    let (app, reader) = (world.app.clone(), world.system());
    let writing = tokio::spawn(async move {
        for round in 0..40 {
            let text = format!("text_th,province\nต้องการเครื่องอบแห้งสมุนไพร รอบที่ {round},ตรัง\n");
            imports::apply(&app, &reader, needs, ("f", Bytes::from(text)), Way::AllOrNothing, &|_, _| ())
                .await
                .expect("written");
        }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("backup.zip");
    let begun = Instant::now();
    let mut app = world.app.clone();
    std::sync::Arc::make_mut(&mut app.settings).database_url = "sqlite://used".to_owned();
    write(&app, &archive).await.expect("a backup");
    let backed_up = begun.elapsed();
    assert!(write(&app, &archive).await.is_err(), "a backup never overwrites another");
    writing.await.expect("the writer was not disturbed");

    let begun = Instant::now();
    let mut elsewhere = (*world.app.settings).clone();
    elsewhere.database_url = format!("sqlite://{}", folder.path().join("restored/techclinic.db").display());
    elsewhere.storage_url = format!("file://{}", folder.path().join("restored/files").display());
    assert_eq!(restore::read(&elsewhere, &archive, false).await.expect("restored"), 1);
    assert!(restore::read(&elsewhere, &archive, false).await.is_err(), "what is there is not overwritten");
    restore::read(&elsewhere, &archive, true).await.expect("restored by force");
    let restored = App::open(elsewhere).await.expect("it opens");
    for finding in verify::check(&restored).await.expect("verified") {
        assert!(finding.whole, "{}: {}", finding.about, finding.said);
    }
    assert_eq!(restored.files.get("needs/1/photo.jpg").await.expect("the file"), "photo");
    println!("backup {backed_up:?}, restore twice and verify {:?}", begun.elapsed());
}
