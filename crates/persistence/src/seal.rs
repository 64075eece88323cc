//! Personal data in motion: [`Sealed`] in memory until the ledger opens it. At rest it is encrypted, see `vault`.

use domain::disclosure::DocumentRefusal;

/// Personal data that has come out of the database but may not be seen yet.
///
/// No `Serialize`, no `Debug` of its content, no public constructor, and no way out but [`crate::Ledger::release`]:
/// forgetting the audit does not compile.
///
/// ```compile_fail
/// fn leak(sealed: persistence::Sealed<String>) -> String { sealed.0 }
/// ```
/// ```compile_fail
/// fn leak(sealed: persistence::Sealed<String>) -> String { format!("{sealed}") }
/// ```
/// ```compile_fail
/// fn forge() -> persistence::Disclosed<String> { persistence::Disclosed(String::new()) }
/// ```
#[must_use]
pub struct Sealed<T>(T);

impl<T> Sealed<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// For sorting and matching inside this crate; what is seen here goes nowhere.
    pub(crate) fn peek(&self) -> &T {
        &self.0
    }

    pub(crate) fn map<U>(self, shape: impl FnOnce(T) -> U) -> Sealed<U> {
        Sealed(shape(self.0))
    }

    pub(crate) fn open(self) -> Disclosed<T> {
        Disclosed(self.0)
    }

    /// Whether the insurer's policy lets this out. A plain function: it cannot carry anything out but its verdict.
    ///
    /// # Errors
    /// The verdict.
    pub fn judged<C>(&self, judge: fn(&T, &C) -> Result<(), DocumentRefusal>, with: &C) -> Result<(), DocumentRefusal> {
        judge(&self.0, with)
    }

    /// Many pieces of one look under one seal.
    pub fn all(pieces: impl IntoIterator<Item = Self>) -> Sealed<Vec<T>> {
        Sealed(pieces.into_iter().map(|piece| piece.0).collect())
    }

    /// Two pieces of one look under one seal.
    pub fn and<U>(self, other: Sealed<U>) -> Sealed<(T, U)> {
        Sealed((self.0, other.0))
    }
}

impl<T> std::fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed(..)")
    }
}

/// Personal data whose disclosure is durably recorded. The only thing a route may turn into an answer.
pub struct Disclosed<T>(T);

impl<T> Disclosed<T> {
    /// Turns the data into the shape of an answer; it stays marked as disclosed.
    pub fn map<U>(self, shape: impl FnOnce(T) -> U) -> Disclosed<U> {
        Disclosed(shape(self.0))
    }

    /// Takes the data out, to send it.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T, E> Disclosed<Result<T, E>> {
    /// A verdict on disclosed data: the data stays marked, the error stands alone.
    ///
    /// # Errors
    /// The one inside.
    pub fn transpose(self) -> Result<Disclosed<T>, E> {
        self.0.map(Disclosed)
    }
}

impl<T> std::fmt::Debug for Disclosed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Disclosed(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Sealed::new("佐藤")), "Sealed(..)");
    }
}
