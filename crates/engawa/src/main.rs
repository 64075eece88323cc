//! engawa
fn main() {}
