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
        self.list_under("").await
    }

    /// The keys of what is kept under `folder`.
    ///
    /// # Errors
    /// When the store cannot be reached.
    pub async fn list_under(&self, folder: &str) -> anyhow::Result<Vec<String>> {
        let found: Vec<_> = self.store.list(Some(&self.at(folder))).try_collect().await?;
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
    use s3s::auth::SimpleAuth;
    use s3s::service::S3ServiceBuilder;

    use super::*;

    const KEY: (&str, &str) = ("techclinic", "of the test alone");

    /// What every store must do.
    async fn keeps_what_it_is_given(files: &Files) {
        files.check().await.expect("ready");
        files.put("../needs/1", Bytes::from_static(b"text")).await.expect("kept");
        assert_eq!(files.get("../needs/1").await.expect("there"), "text");
        assert_eq!(files.list().await.expect("a list").len(), 2);
        files.put("books/th/1.pdf", Bytes::from_static(b"book")).await.expect("kept");
        assert_eq!(files.list_under("books/th").await.expect("a list"), ["books/th/1.pdf"]);
        assert!(files.list_under("books/t").await.expect("a list").is_empty(), "a folder is no beginning of a name");
        files.delete("books/th/1.pdf").await.expect("gone");
        files.delete("../needs/1").await.expect("gone");
        assert!(files.get("../needs/1").await.is_err());
        files.delete("../needs/1").await.expect("gone already");
        assert_eq!(files.list().await.expect("a list"), ["ready"]);
    }

    /// An S3 server with one bucket that knows one key; answers its address.
    async fn s3_server(folder: &std::path::Path) -> String {
        std::fs::create_dir(folder.join("scans")).expect("a bucket");
        let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).expect("a store"));
        service.set_auth(SimpleAuth::from_single(KEY.0, KEY.1));
        let service = service.build();
        let site = axum::Router::new().fallback(async move |request: axum::extract::Request| {
            service.call(request.map(s3s::Body::http_body_unsync)).await.map_err(|error| format!("{error:?}"))
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, site).await });
        format!("http://{address}")
    }

    fn in_bucket(endpoint: &str, secret: &str) -> Files {
        let options = [
            ("aws_endpoint", endpoint),
            ("aws_region", "local"),
            ("aws_access_key_id", KEY.0),
            ("aws_secret_access_key", secret),
            ("aws_allow_http", "true"),
        ];
        let options = options.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Files::open("s3://scans/network", options).expect("a store")
    }

    #[tokio::test]
    async fn a_folder_keeps_files_and_names_cannot_climb_out_of_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Files::open(&format!("file://{}", folder.path().display()), []).expect("a store");
        keeps_what_it_is_given(&files).await;
        files.put("../needs/1", Bytes::from_static(b"text")).await.expect("kept");
        assert!(!folder.path().parent().expect("a parent").join("needs").exists());
    }

    #[tokio::test]
    async fn a_bucket_keeps_files_for_whoever_holds_its_key() {
        drop(rustls::crypto::ring::default_provider().install_default());
        let folder = tempfile::tempdir().expect("a folder");
        let endpoint = s3_server(folder.path()).await;
        let refused = in_bucket(&endpoint, "guessed").check().await;
        assert!(refused.is_err(), "a wrong secret opens nothing");
        keeps_what_it_is_given(&in_bucket(&endpoint, KEY.1)).await;
    }
}
