//! Stories of accounts: signing in and out, what a session and a token can do, and what neither can.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use uuid::Uuid;

use crate::testing::{Answer, Person, World, stories};
use techclinic::accounts::{self, NewPassword, NewToken, Role, Scope, TokenScope};

pub(crate) const PASSWORD: &str = "กล้วยน้ำว้าเชื่อมกะทิ";

/// Somebody with a role in the network and a password; every session they had has ended.
async fn with_password(world: &World, role: Role) -> (Person, Uuid, String) {
    let person = world.signed_in(role, Scope::Network).await;
    let (id, email) = set_password(world, &person).await;
    (person, id, email)
}

pub(crate) async fn set_password(world: &World, person: &Person) -> (Uuid, String) {
    let reader = person.reader();
    let who = reader.who().expect("somebody");
    let given = NewPassword::Given(PASSWORD.to_owned());
    accounts::set_password(&world.app, &world.system(), who.account, given).await.expect("a password");
    (who.account, format!("{}@example.org", who.name.to_lowercase()))
}

async fn sign_in(person: &Person, email: &str, password: &str) -> Answer {
    person.post("/sign-in", &[("email", email), ("password", password)]).await
}

/// Signs in from an address of one's own.
async fn sign_in_from(world: &World, last: u8, email: &str) -> u16 {
    let caller = ConnectInfo(SocketAddr::from(([192, 0, 2, last], 50_000)));
    let request =
        Request::post("/sign-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").extension(caller);
    let form = format!("email={}&password=wrong", email.replace('@', "%40"));
    world.anyone().send(request, Body::from(form)).await.status.as_u16()
}

async fn token(world: &World, owner: Option<Uuid>, scope: TokenScope) -> String {
    let new = NewToken { name: "a program".to_owned(), scope, days: 1 };
    accounts::issue_token(&world.app, &world.system(), owner, new).await.expect("a token").1
}

async fn with_token(world: &World, request: axum::http::request::Builder, token: &str, body: &str) -> Answer {
    world
        .anyone()
        .send(request.header(header::AUTHORIZATION, format!("Bearer {token}")), Body::from(body.to_owned()))
        .await
}

stories! {
    /// Whatever is wrong is answered alike; a new session has a new secret, and signing out ends it.
    async fn somebody_signs_in_and_out(world: World) {
        let (person, _, email) = with_password(&world, Role::Auditor).await;
        let wrong = sign_in(&world.anyone(), &email, "not the password").await.expect(422);
        let unknown = sign_in(&world.anyone(), "nobody@example.org", PASSWORD).await.expect(422);
        assert_eq!(wrong.all(".field-error"), unknown.all(".field-error"));
        wrong.must_say("อีเมลหรือรหัสผ่านไม่ถูกต้อง");
        assert_eq!(wrong.value_of("email").as_deref(), Some(email.as_str()), "the address is kept");
        assert!(!wrong.body.contains("not the password"));

        let done = sign_in(&person, &format!(" {} ", email.to_uppercase()), PASSWORD).await.expect(303);
        assert_eq!(done.location.as_deref(), Some("/desk"));
        let cookie = done.headers[header::SET_COOKIE].to_str().expect("text").to_owned();
        assert!(cookie.contains("HttpOnly; SameSite=Lax"), "{cookie}");
        person.get("/desk").await.expect(200).must_say("ผู้ตรวจสอบ");
        let again = sign_in(&person, &email, PASSWORD).await.expect(303);
        let second = again.headers[header::SET_COOKIE].to_str().expect("text").to_owned();
        assert_ne!(cookie, second, "a new secret at every sign-in");
        let old = Request::get("/desk").header(header::COOKIE, cookie.split(';').next().expect("a pair"));
        world.anyone().send(old, Body::empty()).await.expect(401);

        assert_eq!(person.post("/sign-out", &[]).await.expect_see_other(), "/");
        let stale = Request::get("/desk").header(header::COOKIE, second.split(';').next().expect("a pair"));
        world.anyone().send(stale, Body::empty()).await.expect(401);
    }

    /// After signing in one goes back to where one was, and nowhere else.
    async fn signing_in_leads_back_and_never_away(world: World) {
        let (person, _, email) = with_password(&world, Role::Auditor).await;
        let asked = person.get("/desk/sessions?a=1").await.expect(401);
        assert_eq!(asked.value_of("next").as_deref(), Some("/desk/sessions?a=1"));
        for (next, gone) in [("/desk/sessions?a=1", "/desk/sessions?a=1"), ("//evil.example/", "/desk"), ("https://evil.example/", "/desk")] {
            let fields = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
            assert_eq!(world.anyone().post("/sign-in", &fields).await.expect_see_other(), gone);
        }
    }

    /// Guessing is slow by address and by account.
    async fn guessing_passwords_is_slow(world: World) {
        let (_, _, email) = with_password(&world, Role::Auditor).await;
        for last in 1..=10 {
            assert_eq!(sign_in_from(&world, last, &email).await, 422);
        }
        assert_eq!(sign_in_from(&world, 11, &email).await, 429, "an eleventh address guesses at the same account");
        for n in 0..9 {
            assert_eq!(sign_in_from(&world, 1, &format!("person{n}@example.org")).await, 422);
        }
        assert_eq!(sign_in_from(&world, 1, "person10@example.org").await, 429, "one address guesses at many accounts");
        let refused = sign_in(&world.anyone(), &email, PASSWORD).await.expect(429);
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
        refused.must_say("ท่านลองหลายครั้งเกินไป");
    }

    /// Only failures are tries: an office behind one address signs in as often as it likes. A form that
    /// lacks something is not wrong, and no try either.
    async fn signing_in_well_is_no_try(world: World) {
        let (_, _, email) = with_password(&world, Role::Auditor).await;
        for _ in 0..12 {
            sign_in(&world.anyone(), "", PASSWORD).await.expect(422).must_say("โปรดกรอกช่องนี้");
            sign_in(&world.anyone(), &email, PASSWORD).await.expect(303);
        }
    }

    /// Sessions are listed and ended by their owner alone; another's cannot be ended by its id.
    async fn everybody_ends_their_own_sessions(world: World) {
        let (person, id, email) = with_password(&world, Role::Auditor).await;
        let (phone, stranger) = (world.anyone(), world.officer().await);
        sign_in(&person, &email, PASSWORD).await.expect(303);
        sign_in(&phone, &email, PASSWORD).await.expect(303);
        assert_eq!(person.get("/desk/sessions").await.expect(200).all("tbody tr").len(), 2);
        let sessions = accounts::list_sessions(&world.app, id).await.expect("a list");
        let newest = sessions.iter().max_by_key(|session| session.created_at).expect("two").id;
        stranger.post(format!("/desk/sessions/{newest}/end"), &[]).await.expect(404);
        phone.get("/desk").await.expect(200);

        person.post(format!("/desk/sessions/{newest}/end"), &[]).await.expect(303);
        phone.get("/desk").await.expect(401);
        sign_in(&phone, &email, PASSWORD).await.expect(303);
        person.post("/desk/sessions/end-others", &[]).await.expect(303);
        phone.get("/desk").await.expect(401);
        person.get("/desk").await.expect(200);
        stranger.get("/desk").await.expect(200);
    }

    /// A session ended while somebody typed: nothing typed is lost, and one button sends it.
    async fn what_was_typed_when_the_session_ended_is_sent_again(world: World) {
        let trang = world.trang().await;
        let told = [("text", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน"), ("group_kind", "housewives"), ("province", "92"), ("once", "1")];
        let track = world.anyone().post("/needs", &told).await.expect_see_other();
        let page = world.anyone().get(&track).await;
        let code = page.body.split("href=\"/needs/N").nth(1).and_then(|rest| rest.split('"').next()).expect("a code").to_owned();
        let address = format!("/needs/N{code}/analyse");
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let (_, email) = set_password(&world, &manager).await;

        let minutes = "ประชุมกับกลุ่มแม่บ้าน\r\n\"กล้วย\" & <น้ำ> ๑๐๐% + เชื้อรา";
        let typed = [
            ("held_on_day", "10"), ("held_on_month", "5"), ("held_on_year", "2553"), ("place", "ศาลาหมู่บ้าน"),
            ("attendees", "12"), ("minutes", minutes), ("problem", "กล้วยตากขึ้นราเพราะความชื้นสูง"), ("a_password", "secret"),
        ];
        let stopped = manager.post(&address, &typed).await.expect(401);
        stopped.must_say("สิ่งที่ท่านพิมพ์ยังอยู่ครบ");
        assert!(!stopped.body.contains("secret"), "passwords are not carried along");
        let (next, kept) = (stopped.value_of("next").expect("an address"), stopped.value_of("typed").expect("a form"));

        let wrong = [("email", email.as_str()), ("password", "wrong"), ("next", &next), ("typed", &kept)];
        let refused = manager.post("/sign-in", &wrong).await.expect(422);
        assert_eq!(refused.value_of("typed").as_deref(), Some(kept.as_str()), "a slip does not lose it either");
        let right = [("email", email.as_str()), ("password", PASSWORD), ("next", &next), ("typed", &kept)];
        let offered = manager.post("/sign-in", &right).await.expect(200);
        offered.must_say("ส่งข้อมูลที่พิมพ์ไว้").must_say("ประชุมกับกลุ่มแม่บ้าน");
        assert_eq!(offered.headers[header::CACHE_CONTROL], "no-store");

        let (action, fields) = offered.form("main form");
        assert_eq!(action, address);
        assert!(fields.contains(&("minutes".to_owned(), minutes.replace("\r\n", "\n"))), "{fields:?}");
        manager.fill_in(&offered, "main form", &[]).await.expect(303);
        manager.get(format!("/needs/N{code}")).await.expect(200).must_say("กล้วยตากขึ้นราเพราะความชื้นสูง");
    }

    /// Somebody else who signs in may be offered the form; the policy decides what becomes of it.
    async fn the_policy_decides_whoever_sends_it_again(world: World) {
        let (officer, _, email) = with_password(&world, Role::Executive).await;
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", "/desk/accounts"), ("typed", "email=x%40example.org&name=X&role=auditor")];
        let offered = officer.post("/sign-in", &form).await.expect(200);
        officer.fill_in(&offered, "main form", &[]).await.expect(403);
    }

    /// A record that only its clinic sees looks gone to whoever has just lost their session: what
    /// they typed is kept all the same, and a stranger learns nothing.
    async fn what_was_typed_to_a_hidden_record_is_kept_too(world: World) {
        let (person, _, _) = with_password(&world, Role::Auditor).await;
        let typed = [("text", "ข้อความยาวที่พิมพ์ไว้")];
        let page = person.post("/technologies/T-HIDDEN/revise", &typed).await.expect(401);
        assert_eq!(page.value_of("next").as_deref(), Some("/technologies/T-HIDDEN/revise"));
        world.anyone().post("/technologies/T-HIDDEN/revise", &typed).await.expect(404);
        person.post("/technologies/T-HIDDEN/revise?a=//b", &typed).await.expect(401);
        let large = "ก".repeat(200_000);
        let page = person.post("/desk/tokens", &[("name", large.as_str())]).await.expect(401);
        assert_eq!(page.value_of("typed"), None, "more than a mebibyte is not carried along");
    }

    /// A token for reading writes nothing; one that does not hold is told so; a token makes none.
    async fn a_token_does_what_it_is_for(world: World) {
        let officer = world.officer().await;
        let id = officer.reader().who().expect("somebody").account;
        let (reads, writes) = (token(&world, Some(id), TokenScope::Read).await, token(&world, Some(id), TokenScope::Write).await);
        let need = r#"{"text": "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา", "group_kind": "housewives", "province": "92"}"#;
        let tell = || Request::post("/api/v1/needs").header(header::CONTENT_TYPE, "application/json");
        with_token(&world, Request::get("/api/v1/needs"), &reads, "").await.expect(200);
        with_token(&world, tell(), &reads, need).await.expect(403);
        with_token(&world, tell(), &writes, need).await.expect(201);
        let unknown = with_token(&world, Request::get("/api/v1/needs"), "tcn_nothing", "").await.expect(401);
        assert_eq!(unknown.headers[header::CONTENT_TYPE], "application/problem+json");
        let form = || Request::post("/desk/tokens").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        with_token(&world, form(), &writes, "name=more&scope=write&days=9").await.expect(403);
        world.app.clock.set(crate::testing::day("2010-05-12"));
        with_token(&world, Request::get("/api/v1/needs"), &reads, "").await.expect(401);
    }

    /// token.issue, token.end: one's own, shown once, ended by nobody else.
    async fn somebody_makes_and_ends_a_token(world: World) {
        let (officer, stranger) = (world.officer().await, world.signed_in(Role::Auditor, Scope::Network).await);
        officer.post("/desk/tokens", &[("name", ""), ("scope", "both"), ("days", "1000")]).await.expect(422).must_say("366");
        let page = officer.post("/desk/tokens", &[("name", "รายงาน"), ("scope", "read"), ("days", "๓๐")]).await.expect(200);
        let secret = page.all("code").into_iter().find(|text| text.starts_with("tcn_")).expect("the secret");
        assert!(!officer.get("/desk/tokens").await.expect(200).body.contains(&secret), "shown once");
        let id = officer.reader().who().expect("somebody").account;
        let token = accounts::list_tokens(&world.app, id).await.expect("a list").remove(0).id;
        world.anyone().post(format!("/desk/tokens/{token}/end"), &[]).await.expect(401);
        stranger.post(format!("/desk/tokens/{token}/end"), &[]).await.expect(404);
        with_token(&world, Request::get("/api/v1/needs"), &secret, "").await.expect(200);
        officer.post(format!("/desk/tokens/{token}/end"), &[]).await.expect(303);
        with_token(&world, Request::get("/api/v1/needs"), &secret, "").await.expect(401);
        assert_eq!(world.trail(token).await, ["token.issue", "token.end"]);
    }

    /// account.set_password: with the current one; every other device is signed out.
    async fn somebody_changes_their_password(world: World) {
        let (person, id, email) = with_password(&world, Role::Auditor).await;
        let phone = world.anyone();
        sign_in(&person, &email, PASSWORD).await.expect(303);
        sign_in(&phone, &email, PASSWORD).await.expect(303);
        let form = |current, new, again| [("current_password", current), ("new_password", new), ("again_password", again)];
        let new = "ทุเรียนหมอนทองสุก";
        person.post("/desk/password", &form("wrong", new, new)).await.expect(422).must_say("รหัสผ่านปัจจุบันไม่ถูกต้อง");
        person.post("/desk/password", &form(PASSWORD, "short", "short")).await.expect(422).must_say("สั้นเกินไป");
        person.post("/desk/password", &form(PASSWORD, new, "other")).await.expect(422).must_say("ไม่ตรงกัน");
        person.post("/desk/password", &form(PASSWORD, new, new)).await.expect(303);
        person.get("/desk").await.expect(200);
        phone.get("/desk").await.expect(401);
        sign_in(&phone, &email, PASSWORD).await.expect(422);
        sign_in(&phone, &email, new).await.expect(303);
        assert_eq!(world.trail(id).await, ["account.add", "account.set_password", "account.set_password"]);
    }

    /// account.add, account.grant, account.withdraw, account.disable, account.enable: an
    /// administrator's, and every right follows at once.
    async fn an_administrator_keeps_accounts(world: World) {
        world.trang().await;
        let admin = world.signed_in(Role::Administrator, Scope::Network).await;
        let form = [("email", "Somsri@example.org"), ("name", "สมศรี สมมติ"), ("role", "clinic_manager"), ("clinic", "nowhere")];
        world.officer().await.post("/desk/accounts", &form).await.expect(403);
        let page = admin.post("/desk/accounts", &form).await.expect(422);
        page.must_say("ไม่พบคลินิกที่มีรหัสนี้");
        assert_eq!(page.value_of("name").as_deref(), Some("สมศรี สมมติ"));
        let address = admin.post("/desk/accounts", &[form[0], form[1], form[2], ("clinic", "trang")]).await.expect_see_other();
        let id: Uuid = address.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        admin.get(&address).await.expect(200).must_say("คลินิกเทคโนโลยีตรัง").must_say("ผู้จัดการคลินิก");
        admin.get("/desk/accounts?q=somsri").await.expect(200).must_say("ผู้จัดการคลินิก");

        let made = admin.post(format!("{address}/set-password"), &[]).await.expect(200);
        let password = made.all("code").remove(0);
        let somsri = world.anyone();
        sign_in(&somsri, "somsri@example.org", &password).await.expect(303);
        somsri.get("/desk/accounts").await.expect(403);
        admin.post(format!("{address}/grant"), &[("role", "administrator")]).await.expect(303);
        somsri.get("/desk/accounts").await.expect(200);
        somsri.post(format!("{address}/disable"), &[]).await.expect(409).must_say("บัญชีของตนเอง");
        let grants = accounts::list_grants(&world.app.db, id).await.expect("a list");
        admin.post(format!("{address}/withdraw"), &[("grant", &grants[1].id.to_string())]).await.expect(303);
        somsri.get("/desk/accounts").await.expect(403);

        let reads = token(&world, Some(id), TokenScope::Read).await;
        admin.post(format!("{address}/disable"), &[]).await.expect(303);
        somsri.get("/desk").await.expect(401);
        with_token(&world, Request::get("/api/v1/needs"), &reads, "").await.expect(401);
        sign_in(&somsri, "somsri@example.org", &password).await.expect(422);
        admin.post(format!("{address}/enable"), &[]).await.expect(303);
        sign_in(&somsri, "somsri@example.org", &password).await.expect(303);
        let trail = ["account.add", "account.set_password", "account.grant", "account.withdraw", "account.disable", "account.enable"];
        assert_eq!(world.trail(id).await, trail);
        let kept = kit::audit::trail(&world.app.db, id).await.expect("a trail");
        assert!(kept.iter().all(|entry| !entry.facts.to_string().contains("somsri")), "the trail keeps no address");
    }
}

/// Neither a password nor the secret of a session or a token is ever in the log or in an address.
#[tokio::test]
async fn no_secret_is_logged() {
    let world = World::on_sqlite().await;
    let log = log::Kept::default();
    // While there is a second listener, no other test's thread decides that nobody listens.
    let _second = tracing::Dispatch::new(log::Kept::default());
    let listening = tracing::subscriber::set_default(log.clone());
    let (person, id, email) = with_password(&world, Role::Administrator).await;
    sign_in(&person, &email, "not the password").await.expect(422);
    let done = sign_in(&person, &email, PASSWORD).await.expect(303);
    let cookie = done.headers[header::SET_COOKIE].to_str().expect("text").to_owned();
    let secret = cookie.trim_start_matches("session=").split(';').next().expect("a secret");
    let token = token(&world, Some(id), TokenScope::Write).await;
    with_token(&world, Request::get("/api/v1/needs"), &token, "").await.expect(200);
    person.post("/desk/tokens", &[("name", "x"), ("scope", "read"), ("days", "1")]).await.expect(200);
    person.post("/sign-out", &[]).await.expect(303);
    drop(listening);
    let kept = log.text();
    assert!(kept.contains("signed in") && kept.contains("a sign-in failed"), "{kept}");
    for hidden in [secret, &token, "tcn_", PASSWORD, "not the password", &email] {
        assert!(!kept.contains(hidden), "{hidden} is in the log:\n{kept}");
    }
}

mod log {
    //! A log that is kept in memory.

    use std::fmt::{Debug, Write};
    use std::sync::{Arc, Mutex, PoisonError};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    #[derive(Clone, Default)]
    pub(super) struct Kept(Arc<Mutex<String>>);

    impl Kept {
        pub(super) fn text(&self) -> String {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
        }
    }

    struct Line<'a>(&'a mut String);

    impl Visit for Line<'_> {
        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            let _ = write!(self.0, "{field}={value:?} ");
        }
    }

    impl Subscriber for Kept {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, span: &Attributes<'_>) -> Id {
            span.record(&mut Line(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)));
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, values: &Record<'_>) {
            values.record(&mut Line(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)));
        }

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            event.record(&mut Line(&mut text));
            text.push('\n');
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }
}
