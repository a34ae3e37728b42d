//! A telephone with ODK Collect, for stories.

use axum::body::Body;
use axum::http::{Request, header};

use crate::testing::{Answer, Making, NO_FILE, Person, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: SENT,
    ..Tried::of(&[
        ("field_key.make", "/desk/projects/{work}/areas/1/field-keys", ""),
        ("submission.receive", "/openrosa/key/{field_secret}/submission", NO_FILE),
        ("submission.put_right", "/desk/submissions/{submission}/put-right", ""),
        ("submission.approve", "/desk/submissions/{submission}/approve", ""),
        ("submission.reject", "/desk/submissions/{submission}/reject", ""),
        ("field_key.end", "/desk/field-keys/{field_key}/end", ""),
    ])
};

/// A key to the first area of the project at work, and an answer of it that something stands against.
const SENT: Making = |_, named| {
    Box::pin(async move {
        let keys = format!("/desk/projects/{}/areas/1/field-keys", named.code("work"));
        let telephone = Telephone::with_key(&named.coordinator, &keys).await;
        let sent =
            telephone.send(&named.coordinator, &evaluation("uuid:tried", "NOBODY1234", "2010-06-15")).await.expect(201);
        let receipt = receipt(&sent);
        let page = named.coordinator.get(&keys).await.expect(200);
        let key = page.body.split("/desk/field-keys/").nth(1).expect("a key")[..36].to_owned();
        named.name("submission", receipt);
        named.name("field_key", key);
        named.name("field_secret", telephone.secret());
    })
};

/// A telephone that was given the key to an area.
pub(crate) struct Telephone {
    base: String,
}

impl Telephone {
    /// The clinic makes a key and shows its code.
    pub(crate) async fn with_key(person: &Person, keys: &str) -> Self {
        let once = person.get(keys).await.expect(200).value_of("once").expect("a key of the form");
        let typed = [("name", "โทรศัพท์สมมติ"), ("days", "90"), ("once", once.as_str())];
        let page = person.post(keys, &typed).await.expect(200);
        let address = page.body.split("/openrosa/key/").nth(1).expect("an address");
        let secret = address.split(['<', '"']).next().expect("a key");
        Self { base: format!("/openrosa/key/{secret}") }
    }

    /// The same where somebody types the address.
    pub(crate) fn at(base: impl Into<String>) -> Self {
        Self { base: base.into() }
    }

    pub(crate) fn secret(&self) -> &str {
        self.base.rsplit('/').next().expect("a key")
    }

    /// Asks as Collect does.
    pub(crate) async fn get(&self, person: &Person, what: &str) -> Answer {
        let request = Request::get(format!("{}/{what}", self.base)).header("x-openrosa-version", "1.0");
        person.send(request, Body::empty()).await
    }

    /// Sends an answered form as Collect does.
    pub(crate) async fn send(&self, person: &Person, xml: &str) -> Answer {
        self.send_with(person, xml, &[]).await
    }

    /// The same with files.
    pub(crate) async fn send_with(&self, person: &Person, xml: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        let mut part = |name: &str, kind: &str, content: &[u8]| {
            let head = format!(
                "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        };
        part("xml_submission_file", "text/xml", xml.as_bytes());
        for (name, content) in files {
            part(name, "image/jpeg", content);
        }
        body.extend_from_slice(b"--x--\r\n");
        self.send_raw(person, body).await
    }

    /// The same, whatever it is.
    pub(crate) async fn send_raw(&self, person: &Person, body: impl Into<Body>) -> Answer {
        let request = Request::post(format!("{}/submission", self.base))
            .header("x-openrosa-version", "1.0")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        person.send(request, body.into()).await
    }
}

/// An application as Collect sends it.
pub(crate) fn application(instance: &str, given_name: &str, phone: &str, day: &str) -> String {
    instance_of(
        "application",
        instance,
        &format!("<answered_on>{day}</answered_on>"),
        &format!(
            "<prefix>mrs</prefix><given_name>{given_name}</given_name><family_name>ใจดี</family_name><sex>female</sex>\
             <age_band>40_49</age_band><phone>{phone}</phone><group_kind>person</group_kind><occupation>craft</occupation>\
             <skill>sometimes</skill><need>ผ้าย้อมสีธรรมชาติสีตก</need><expected_benefits>raise_income add_value</expected_benefits>\
             <already_doing>no</already_doing><heard_from>leader</heard_from><volunteer_member>no</volunteer_member>\
             <notice_read>acknowledged</notice_read><consent_contact>yes</consent_contact>\
             <consent_network>no</consent_network><consent_photo>no</consent_photo>"
        ),
    )
}

/// An evaluation as Collect sends it, with whoever holds this slip.
pub(crate) fn evaluation(instance: &str, slip: &str, day: &str) -> String {
    let sheet =
        format!("<slip_scanned>https://example.org/fill/{slip}</slip_scanned><slip/><answered_on>{day}</answered_on>");
    instance_of("evaluation", instance, &sheet, EVALUATED)
}

/// What an evaluation in order says.
const EVALUATED: &str = "<test_taken>no</test_taken><content>5</content><speaker>5</speaker><materials>4</materials>\
    <place_time>4</place_time><staff>5</staff><overall>5</overall><intention>yes</intention>\
    <expected_benefits>cut_cost</expected_benefits>";

/// An instance of a form that is shipped.
pub(crate) fn instance_of(form: &str, instance: &str, sheet: &str, answers: &str) -> String {
    format!(
        "<?xml version='1.0' ?><data id=\"{form}\" version=\"2026112101\"><sheet>{sheet}</sheet>{answers}\
         <meta><instanceID>{instance}</instanceID></meta></data>"
    )
}

/// The receipt that a telephone was told.
#[track_caller]
pub(crate) fn receipt(sent: &Answer) -> String {
    let told = sent.body.split("เลขที่รับ ").nth(1).expect("a receipt");
    told.split([' ', '<']).next().expect("a receipt").to_owned()
}
