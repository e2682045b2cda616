//! Yagura, the program.
fn main() {}
