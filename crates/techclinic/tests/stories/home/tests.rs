//! Stories of the front page, the desk and the server's own addresses.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};

use crate::testing::{Answer, World, stories};
use techclinic::accounts::{self, NewToken, Role, Scope, TokenScope};

async fn tell(world: &World, province: &str, text: &str) {
    let told = [("text", text), ("group_kind", "housewives"), ("province", province), ("once", text)];
    world.anyone().post("/needs", &told).await.expect(303);
}

/// A page as a stranger gets it, and how few questions to the database it took. What tells
/// whether a record was written may also move by itself, when something else writes in the same
/// server, and then the page is drawn anew: so it is asked for again.
async fn asked_least(world: &World, path: &str) -> (Answer, u64) {
    let stranger = world.anyone();
    let ask = async || {
        let before = world.app.db.queries();
        let page = stranger.get(path).await.expect(200);
        (page, world.app.db.queries() - before)
    };
    let mut least = ask().await;
    for _ in 1..50 {
        if least.1 == 1 {
            break;
        }
        least = ask().await;
    }
    least
}

stories! {
    /// The front page says what this is, what one can do, and what is new.
    async fn the_front_page_leads_to_what_people_come_for(world: World) {
        world.anyone().get("/").await.expect(200).must_say("ยังไม่มีผู้แจ้งความต้องการ");
        world.trang().await;
        tell(&world, "92", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา").await;
        let page = world.anyone().get("/").await.expect(200);
        page.must_say("แจ้งความต้องการ").must_say("ติดตามเรื่องที่แจ้งไว้").must_say("กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา");
        world.anyone().get("/?lang=en").await.expect(200).must_say("Tell a need in your own words");
        for page in ["/about", "/about?lang=en"] {
            world.anyone().get(page).await.expect(200).must_say("CC BY 4.0").must_say("Natural Earth");
        }
    }

    /// A desk leads each role to what it uses now and then, and the foot of every page to what anybody
    /// may read.
    async fn ways_lead_to_every_page_where_its_reader_looks(world: World) {
        let trang = world.trang().await;
        let here = async |person: &crate::testing::Person, way: &str| {
            person.get("/desk").await.expect(200).all("main a[href]").iter().any(|link| link.contains(way))
        };
        let clinic = world.of_clinic(Role::ClinicManager, &trang).await;
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        let officer = world.officer().await;
        for (person, way, leads) in [
            (&officer, "นำเข้าข้อมูล", true),
            (&officer, "แบบใบสมัคร", true),
            (&officer, "องค์กรปกครองส่วนท้องถิ่น", true),
            (&officer, "ประวัติการดำเนินการ", false),
            (&auditor, "ประวัติการดำเนินการ", true),
            (&auditor, "นำเข้าข้อมูล", false),
            (&clinic, "องค์กรปกครองส่วนท้องถิ่น", true),
        ] {
            assert_eq!(here(person, way).await, leads, "{way}");
        }
        let foot = world.anyone().get("/about").await.expect(200);
        for way in ["/questionnaires", "/places/local-governments", "/published-figures"] {
            assert!(foot.body.contains(&format!("href=\"{way}\"")), "{way}");
            world.anyone().get(way).await.expect(200);
        }
    }

    /// What every stranger sees alike is drawn once for all of them: asked for again it takes one
    /// question to the database, and what has been told since is there at once. Nothing of somebody
    /// known is kept or given.
    async fn strangers_share_a_page_until_a_record_is_written(world: World) {
        let trang = world.trang().await;
        tell(&world, "92", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา").await;
        let staff = world.of_clinic(Role::ClinicManager, &trang).await;
        for path in ["/", "/needs", "/needs?lang=en", "/dashboard"] {
            for _ in 0..2 {
                staff.get(path).await.expect(200).must_say(&staff.reader().who().expect("staff").name);
                world.anyone().get(path).await.expect(200);
            }
            let (shared, asked) = asked_least(&world, path).await;
            assert_eq!(asked, 1, "{path}");
            assert_eq!(shared.text(), world.anyone().get_fresh(path).await.expect(200).text(), "{path}");
            assert!(!shared.says(&staff.reader().who().expect("staff").name), "{path}");
        }
        tell(&world, "92", "บ่อกุ้งร้างอยากเลี้ยงสาหร่าย").await;
        for path in ["/", "/needs", "/needs?lang=en"] {
            world.anyone().get(path).await.expect(200).must_say("บ่อกุ้งร้างอยากเลี้ยงสาหร่าย");
        }
    }

    /// A desk shows what waits for one's own clinic, and nothing of another's.
    async fn a_desk_shows_what_waits_for_ones_own_clinic(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        tell(&world, "92", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา").await;
        world.anyone().get("/desk").await.expect(401).must_say("เข้าสู่ระบบ");
        let own = world.of_clinic(Role::ClinicManager, &trang).await.get("/desk").await.expect(200);
        own.must_say("กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา").must_say("ผู้จัดการคลินิก");
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await.get("/desk").await.expect(200);
        assert!(!other.says("กลุ่มแม่บ้าน"));
        assert!(!other.body.contains("/desk/accounts"));
        let admin = world.signed_in(Role::Administrator, Scope::Network).await.get("/desk").await.expect(200);
        assert!(admin.body.contains("/desk/accounts"));
    }

    /// Readiness says which part fails; the process is there all the same.
    async fn the_server_says_how_it_does(world: World) {
        assert_eq!(world.anyone().get("/healthz").await.expect(200).body, "ok");
        assert_eq!(world.anyone().get("/readyz").await.expect(200).json()["storage"], "ok");
        world.app.loading.store(true, Ordering::Relaxed);
        assert_eq!(world.anyone().get("/readyz").await.expect(503).json()["loading"], true);
        world.app.loading.store(false, Ordering::Relaxed);
        world.app.db.clone().close().await.expect("closed");
        let broken = world.anyone().get("/readyz").await.expect(503).json();
        assert_eq!((&broken["database"], &broken["storage"]), (&"failed".into(), &"ok".into()));
        world.anyone().get("/healthz").await.expect(200);
    }

    /// The figures are for the machine itself and for a service, not for the public.
    async fn the_figures_are_not_public(world: World) {
        let mut app = world.app.clone();
        app.figures = Some(Arc::new(|| "requests 1".to_owned()));
        let server = world.anyone_at(app);
        let ask = async |from: [u8; 4], headers: &[(&str, &str)]| {
            let caller = ConnectInfo(SocketAddr::from((from, 50_000)));
            let mut request = Request::get("/metrics").extension(caller);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            server.send(request, Body::empty()).await.status.as_u16()
        };
        assert_eq!(ask([127, 0, 0, 1], &[]).await, 200);
        assert_eq!(ask([192, 0, 2, 1], &[]).await, 404);
        assert_eq!(ask([127, 0, 0, 1], &[("x-forwarded-for", "192.0.2.1")]).await, 404, "through a proxy");
        let new = NewToken { name: "Prometheus".to_owned(), scope: TokenScope::Read, days: 30 };
        let (_, secret) = accounts::issue_token(&world.app, &world.system(), None, new).await.expect("a token");
        let token = format!("Bearer {secret}");
        assert_eq!(ask([192, 0, 2, 1], &[(header::AUTHORIZATION.as_str(), &token)]).await, 200);
    }
}
