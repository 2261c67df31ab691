//! What is and is not an answer to `os.supported`.
