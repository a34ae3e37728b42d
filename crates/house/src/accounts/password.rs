//! Passwords: hashed with Argon2id, away from the threads that answer requests, two at once, so
//! that sign-ins can neither fill the memory nor hold up anybody else.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use kit::{Chance, Error, Result};
use tokio::sync::Semaphore;

/// Hashes at once, each of 19 MiB.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// The hash of no password, with today's parameters: checking against it takes as long as checking
/// against a person's, so that the answer does not tell whether an account exists.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Letters of a password that the program makes up: 75 bits.
const MADE_UP: usize = 15;

/// A password that nobody has thought of, to be handed over once.
pub(super) fn made_up(chance: &Chance) -> String {
    chance.code(MADE_UP)
}

/// The hash of a password, in the PHC string format. The parameters are the library's, which are
/// OWASP's (19 MiB, two passes, one lane).
///
/// # Errors
/// When the library fails.
pub(super) async fn hash(chance: &Chance, password: &str) -> Result<String> {
    let mut salt = [0; 16];
    chance.fill(&mut salt);
    let password = password.to_owned();
    aside(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(|error| anyhow::anyhow!("a password cannot be hashed: {error}"))?;
        Ok(hash.to_string())
    })
    .await
}

/// Does the password belong to this hash? Where there is none, it takes as long to say no.
///
/// # Errors
/// When the work cannot be done.
pub(super) async fn fits(hash: Option<&str>, password: &str) -> Result<bool> {
    let (known, hash, password) = (hash.is_some(), hash.unwrap_or(NOBODY).to_owned(), password.to_owned());
    aside(move || {
        let fits = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        Ok(known && fits)
    })
    .await
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _permit = PERMITS.acquire().await?;
    tokio::task::spawn_blocking(work).await.map_err(Error::from)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_alone() {
        let chance = Chance::seeded(1);
        let made = made_up(&chance);
        let hash = hash(&chance, &made).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$") && !hash.contains(&made));
        assert!(fits(Some(&hash), &made).await.expect("an answer"));
        assert!(!fits(Some(&hash), "another password").await.expect("an answer"));
        assert!(!fits(None, &made).await.expect("an answer"));
    }

    #[tokio::test]
    async fn nobodys_hash_costs_what_a_persons_costs() {
        let real = hash(&Chance::seeded(2), "a password of somebody").await.expect("a hash");
        let cost = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(&real), cost(NOBODY));
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert_eq!(real.len(), NOBODY.len());
    }
}
