//! Files: scans, photographs, uploaded tables. A folder on disk by default, an object store when
//! `STORAGE_URL` says `s3://…`; nobody else knows which.

use std::sync::Arc;

use anyhow::Context;
use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use url::Url;

/// Where files are kept.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    root: Path,
}

impl Files {
    /// Opens `file:///folder` (made when missing) or `s3://bucket/prefix`, the latter with the
    /// credentials in `options` (`aws_access_key_id`, `aws_endpoint`, …).
    ///
    /// # Errors
    /// When the URL cannot be read or the folder cannot be made.
    pub fn open(url: &str, options: impl IntoIterator<Item = (String, String)>) -> anyhow::Result<Self> {
        let url = Url::parse(url).context("STORAGE_URL is not a URL")?;
        if let Ok(folder) = url.to_file_path() {
            std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let (store, root) = object_store::parse_url_opts(&url, options).context("STORAGE_URL cannot be opened")?;
        Ok(Self { store: store.into(), root })
    }

    /// Keeps `content` under `key` (segments separated by `/`).
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn put(&self, key: &str, content: Bytes) -> anyhow::Result<()> {
        self.store.put(&self.at(key), PutPayload::from(content)).await?;
        Ok(())
    }

    /// What is kept under `key`.
    ///
    /// # Errors
    /// When there is nothing, or the store cannot be reached.
    pub async fn get(&self, key: &str) -> anyhow::Result<Bytes> {
        Ok(self.store.get(&self.at(key)).await?.bytes().await?)
    }

    /// The keys of everything that is kept.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn list(&self) -> anyhow::Result<Vec<String>> {
        let found: Vec<_> = self.store.list(Some(&self.root)).try_collect().await?;
        let key = |path: &Path| {
            path.prefix_match(&self.root)
                .map(|parts| parts.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>().join("/"))
        };
        Ok(found.iter().filter_map(|object| key(&object.location)).collect())
    }

    /// Forgets `key`; nothing kept under it is no error.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn delete(&self, key: &str) -> anyhow::Result<()> {
        match self.store.delete(&self.at(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Can the store be written and read?
    ///
    /// # Errors
    /// When it cannot.
    pub async fn check(&self) -> anyhow::Result<()> {
        self.put("ready", Bytes::from_static(b"ready")).await?;
        self.get("ready").await?;
        Ok(())
    }

    fn at(&self, key: &str) -> Path {
        key.split('/').filter(|part| !part.is_empty()).fold(self.root.clone(), |path, part| path.join(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_put_is_there_and_names_cannot_climb_out() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(&format!("file://{}", folder.path().display()), []).expect("a store");
        files.put("../needs/1", Bytes::from_static(b"text")).await.expect("kept");
        assert_eq!(files.get("../needs/1").await.expect("there"), "text");
        assert!(!folder.path().parent().expect("a parent").join("needs").exists());
        files.delete("../needs/1").await.expect("gone");
        assert!(files.get("../needs/1").await.is_err());
        files.delete("../needs/1").await.expect("gone already");
        files.check().await.expect("ready");
    }
}
