//! The store against a plain map that does the same slowly.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn vector() -> impl Strategy<Value = Vec<f32>> {
    proptest::collection::vec(-1.0_f32..1.0, 16)
}

proptest! {
    #[test]
    fn rounding_moves_a_direction_little(a in vector(), b in vector()) {
        let exact: f32 = a.iter().zip(&b).map(|(a, b)| a * b).sum();
        prop_assert!((Small::of(&a).near(&Small::of(&b)) - exact).abs() < 0.15);
    }

    #[test]
    fn the_store_does_as_a_map_does(steps in proptest::collection::vec((0_u128..12, proptest::option::of(vector())), 0..60), asked in vector()) {
        let (mut store, mut map) = (Vectors::new(16), BTreeMap::new());
        for (key, vector) in steps {
            if let Some(vector) = vector {
                let vector = Small::of(&vector);
                store.put(key, &vector);
                map.insert(key, vector);
            } else {
                prop_assert_eq!(store.remove(key), map.remove(&key).is_some());
            }
        }
        prop_assert_eq!(store.len(), map.len());
        prop_assert!((0..12).all(|key| store.get(key).as_ref() == map.get(&key)));
        let asked = Small::of(&asked);
        let mut expected: Vec<Found> = map.iter().map(|(key, vector)| Found { key: *key, near: vector.near(&asked) }).collect();
        expected.sort_by(|a, b| b.near.total_cmp(&a.near).then(a.key.cmp(&b.key)));
        expected.truncate(5);
        prop_assert_eq!(store.nearest(&asked, 5), expected);
        let mut bytes = Vec::new();
        store.write(&mut bytes).unwrap();
        let again = Vectors::read(bytes.as_slice()).unwrap();
        prop_assert_eq!(again.nearest(&asked, 5), store.nearest(&asked, 5));
        prop_assert!(bytes.len() < 25 || Vectors::read(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn no_bytes_are_trusted(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        prop_assert!(Vectors::read(bytes.as_slice()).is_err());
    }
}

#[test]
fn nothing_is_near_an_empty_store() {
    let mut store = Vectors::new(2);
    assert!(store.is_empty() && store.nearest(&Small::of(&[1.0, 0.0]), 3).is_empty());
    store.put(7, &Small::of(&[0.0, 0.0]));
    assert!(store.contains(7) && store.keys().eq([7]));
    assert_eq!(store.nearest(&Small::of(&[1.0, 0.0]), 3), [Found { key: 7, near: 0.0 }]);
    assert!(store.nearest(&Small::of(&[1.0, 0.0, 0.0]), 3).is_empty(), "a vector of another kind is near none");
}
