//! Stories of the front page and the desk.
