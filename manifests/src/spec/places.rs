//! Where the values of a document were written.

use std::fmt;
use std::sync::Arc;

use crate::yaml::tree::{Node, Span};

/// A document as it was read, for those who ask where a value comes from. It is no part of what the document says: two
/// platforms of the same values are equal, wherever they were written. A clone is cheap.
#[derive(Clone, Default)]
pub(crate) struct Places(Option<Arc<File>>);

struct File {
    name: Arc<str>,
    root: Node,
}

impl Places {
    /// The places in a file.
    pub(super) fn of(name: &str, root: Node) -> Self {
        Self(Some(Arc::new(File { name: name.into(), root })))
    }

    /// The name of the file; `None` where there is none: the built-in platform.
    pub(crate) fn file(&self) -> Option<&Arc<str>> {
        self.0.as_ref().map(|file| &file.name)
    }

    /// The document.
    pub(crate) fn root(&self) -> Option<&Node> {
        self.0.as_ref().map(|file| &file.root)
    }

    /// The place of the value at a path of keys.
    pub(crate) fn find(&self, path: &[&str]) -> Option<Span> {
        self.node(path).map(Node::span)
    }

    /// The value at a path of keys, if it is not null.
    pub(crate) fn node(&self, path: &[&str]) -> Option<&Node> {
        self.root()?.at(path).filter(|node| !node.is_null())
    }
}

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or("built-in", |file| &file.name))
    }
}
