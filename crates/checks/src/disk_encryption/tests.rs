//! What is and is not encryption.
