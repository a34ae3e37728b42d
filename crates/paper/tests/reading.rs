//! Sheets printed, filled in, photographed and read back.
#![allow(missing_docs, dead_code, reason = "the pile is shared with the bench")]

mod pile;

use image::GrayImage;
use paper::{Doubt, Reading, Refusal, Verdict, Way, find};
use pile::{Dice, Printed, Shot, answer, dot, fill, layout_of, printed, shoot, stroke};
use xlsform::Kind;

fn page_of(kind: Kind, page: usize) -> Printed {
    printed(kind, "4K7MQ2XW9P").swap_remove(page)
}

fn read(printed: &Printed, picture: &GrayImage) -> Vec<Reading> {
    let seen = find(picture).expect("a page");
    assert_eq!(seen.code, printed.code);
    seen.read(&printed.layout.pages[printed.page])
}

#[test]
fn every_question_has_its_place_within_the_page_and_no_two_share_one() {
    for kind in Kind::ALL {
        let form = xlsform::Questionnaire::shipped(kind).expect("a form");
        let layout = layout_of(kind);
        let fields: Vec<_> =
            layout.pages.iter().flat_map(|page| &page.fields).map(|field| field.name.as_str()).collect();
        let asked: Vec<_> = form.questions().filter(|one| one.takes_answer()).map(|one| one.name.as_str()).collect();
        assert_eq!(fields, asked);
        assert!(layout.pages.len() <= 4, "{kind:?}: {}", layout.pages.len());
        for page in &layout.pages {
            for pair in page.fields.windows(2) {
                assert!(pair[0].room.y + pair[0].room.h <= pair[1].room.y + 0.6, "{pair:?}");
            }
            for field in &page.fields {
                assert!(field.room.y + field.room.h < 276.0, "{field:?}");
                let bubbles: Vec<_> = field.way.bubbles().collect();
                for (at, one) in bubbles.iter().enumerate() {
                    assert!((16.0..194.0).contains(&one.x), "{field:?}");
                    assert!(bubbles[..at].iter().all(|other| (one.x - other.x).hypot(one.y - other.y) > 6.0));
                }
            }
        }
        let kept = serde_json::to_string(&layout).expect("kept");
        let again: paper::Layout = serde_json::from_str(&kept).expect("read back");
        assert_eq!(again.pages[0].fields, layout.pages[0].fields);
    }
}

#[test]
fn a_sheet_is_read_however_it_lies() {
    let printed = page_of(Kind::Evaluation, 0);
    let fields = &printed.layout.pages[0].fields;
    for quarter in 0..4 {
        let mut dice = Dice(u64::from(quarter) + 40);
        let mut picture = printed.picture.clone();
        let truth = answer(&mut picture, fields, &mut dice);
        let shot =
            Shot { quarter, degrees: 4.0, lean: 0.02, shadow: 0.3, noise: 5.0, stains: 1, jpeg: 70, ..Shot::PLAIN };
        let photograph = shoot(&picture, &shot, &mut dice);
        let first = read(&printed, &photograph);
        for (reading, (values, written)) in first.iter().zip(&truth) {
            match reading.verdict {
                Verdict::Sure => assert!(reading.values == *values && !written, "{quarter}: {reading:?} {values:?}"),
                Verdict::Written => assert!(*written, "{quarter}: {reading:?}"),
                Verdict::Doubtful(_) => {}
            }
        }
        let doubtful = first.iter().filter(|one| matches!(one.verdict, Verdict::Doubtful(_))).count();
        assert!(doubtful <= 1, "{first:?}");
        assert_eq!(read(&printed, &photograph), first, "the same picture is read alike");
    }
}

#[test]
fn what_is_not_clear_is_never_taken() {
    let printed = page_of(Kind::Evaluation, 0);
    let (_, field) = printed.layout.field("content").expect("asked");
    let Way::One { bubbles } = &field.way else { panic!("one of five") };
    let told = |draw: &dyn Fn(&mut GrayImage, &mut Dice)| {
        let mut dice = Dice(7);
        let mut picture = printed.picture.clone();
        draw(&mut picture, &mut dice);
        let photograph = shoot(&picture, &Shot { degrees: 2.0, noise: 4.0, shadow: 0.2, ..Shot::PLAIN }, &mut dice);
        read(&printed, &photograph).into_iter().find(|one| one.name == "content").expect("read")
    };
    let (one, two) = (&bubbles[1], &bubbles[3]);
    assert_eq!(told(&|_, _| {}).verdict, Verdict::Sure);
    let clear = told(&|picture, dice| fill(picture, one, dice));
    assert_eq!((clear.values, clear.verdict), (vec![one.value.clone()], Verdict::Sure));
    let both = told(&|picture, dice| {
        fill(picture, one, dice);
        fill(picture, two, dice);
    });
    assert_eq!(both.verdict, Verdict::Doubtful(Doubt::Several));
    let crossed = told(&|picture, dice| {
        fill(picture, one, dice);
        stroke(picture, (one.x - 4.0, one.y - 4.0), (one.x + 4.0, one.y + 4.0), 30.0);
        stroke(picture, (one.x - 4.0, one.y + 4.0), (one.x + 4.0, one.y - 4.0), 30.0);
        fill(picture, two, dice);
    });
    assert_eq!(crossed.verdict, Verdict::Doubtful(Doubt::Unclear));
    let faint = told(&|picture, _| dot(picture, one.x, one.y, 1.8, 205.0));
    assert_eq!(faint.verdict, Verdict::Doubtful(Doubt::Unclear));
    let small = told(&|picture, _| dot(picture, one.x, one.y, 0.8, 30.0));
    assert_eq!(small.verdict, Verdict::Doubtful(Doubt::Unclear));
    let tick = told(&|picture, _| {
        stroke(picture, (one.x - 1.5, one.y), (one.x - 0.3, one.y + 1.5), 30.0);
        stroke(picture, (one.x - 0.3, one.y + 1.5), (one.x + 2.5, one.y - 3.5), 30.0);
    });
    assert_eq!(tick.verdict, Verdict::Doubtful(Doubt::Unclear));
    let covered = told(&|picture, _| {
        let s = pile::scale(picture);
        for y in ((one.y - 6.0) * s) as u32..((one.y + 6.0) * s) as u32 {
            for x in ((one.x - 8.0) * s) as u32..((one.x + 8.0) * s) as u32 {
                picture.get_pixel_mut(x, y).0[0] = 255;
            }
        }
    });
    assert_eq!(covered.verdict, Verdict::Doubtful(Doubt::Covered));
}

#[test]
fn digits_without_bubbles_and_with_a_gap_go_to_a_person() {
    let printed = page_of(Kind::Evaluation, 0);
    let (_, field) = printed.layout.field("test_total").expect("asked");
    let Way::Digits { rows, written } = &field.way else { panic!("digits") };
    assert_eq!(rows.len(), 3);
    let told = |draw: &dyn Fn(&mut GrayImage)| {
        let mut picture = printed.picture.clone();
        draw(&mut picture);
        let photograph = shoot(&picture, &Shot { noise: 3.0, ..Shot::PLAIN }, &mut Dice(3));
        read(&printed, &photograph).into_iter().find(|one| one.name == "test_total").expect("read")
    };
    let twenty = told(&|picture| {
        fill(picture, &rows[1][2], &mut Dice(1));
        fill(picture, &rows[2][0], &mut Dice(2));
    });
    assert_eq!((twenty.values, twenty.verdict), (vec!["20".to_owned()], Verdict::Sure));
    let gap = told(&|picture| {
        fill(picture, &rows[0][1], &mut Dice(1));
        fill(picture, &rows[2][0], &mut Dice(2));
    });
    assert_eq!(gap.verdict, Verdict::Doubtful(Doubt::Broken));
    let by_hand = told(&|picture| {
        let (x, y) = (written.x + 3.5, written.y + written.h - 5.0);
        stroke(picture, (x - 1.5, y), (x + 1.5, y + 3.0), 40.0);
        stroke(picture, (x + 1.5, y), (x - 1.5, y + 3.0), 40.0);
    });
    assert_eq!(by_hand.verdict, Verdict::Doubtful(Doubt::Broken));
}

#[test]
fn another_paper_a_folded_corner_and_a_lost_code_are_told_apart() {
    let printed = page_of(Kind::Evaluation, 0);
    let blank = |picture: &mut GrayImage, (x, y, w, h): (f32, f32, f32, f32)| {
        let s = pile::scale(picture);
        for py in (y * s) as u32..((y + h) * s) as u32 {
            for px in (x * s) as u32..((x + w) * s) as u32 {
                picture.get_pixel_mut(px, py).0[0] = 250;
            }
        }
    };
    let shown = |picture: &GrayImage| find(&shoot(picture, &Shot::PLAIN, &mut Dice(1))).map(|seen| seen.code);
    assert_eq!(shown(&GrayImage::from_pixel(1488, 2105, image::Luma([250]))), Err(Refusal::NoMarks));
    assert_eq!(find(&GrayImage::from_pixel(300, 400, image::Luma([250]))).err(), Some(Refusal::Small));
    let mut folded = printed.picture.clone();
    blank(&mut folded, (190.0, 275.0, 19.0, 21.0));
    assert_eq!(shown(&folded), Err(Refusal::NoMarks));
    let mut lost = printed.picture;
    blank(&mut lost, (170.0, 20.0, 14.0, 18.0));
    assert_eq!(shown(&lost), Err(Refusal::NoCode));
}
