//! The little of ASN.1 DER that OpenSSL's bindings do not show: reading one extension out of a certificate.
//! What is unusual is refused; nothing here is asked to be lenient.

pub(crate) const SEQUENCE: u8 = 0x30;
const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
/// `extensions [3] EXPLICIT` of a TBSCertificate (RFC 5280 §4.1).
const EXTENSIONS: u8 = 0xA3;

/// id-ce-basicConstraints, 2.5.29.19.
pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];

/// The bytes are not the DER they should be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// One tag-length-value; the tag is one byte, the length definite and minimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub tag: u8,
    pub content: &'a [u8],
}

/// Takes the first element off `input`; gives it and what follows it.
pub(crate) fn element(input: &[u8]) -> Result<(Element<'_>, &[u8]), Malformed> {
    let (&tag, rest) = input.split_first().ok_or(Malformed)?;
    if tag & 0x1F == 0x1F {
        return Err(Malformed);
    }
    let (&first, rest) = rest.split_first().ok_or(Malformed)?;
    let (length, rest) = match first {
        0..=0x7F => (usize::from(first), rest),
        // More than 4 length bytes would be a certificate of over 4 GiB.
        0x81..=0x84 => long_length(usize::from(first & 0x7F), rest)?,
        _ => return Err(Malformed),
    };
    let (content, rest) = rest.split_at_checked(length).ok_or(Malformed)?;
    Ok((Element { tag, content }, rest))
}

fn long_length(count: usize, rest: &[u8]) -> Result<(usize, &[u8]), Malformed> {
    let (digits, rest) = rest.split_at_checked(count).ok_or(Malformed)?;
    if digits.first() == Some(&0) {
        return Err(Malformed);
    }
    let length = digits
        .iter()
        .fold(0_usize, |length, digit| (length << 8) | usize::from(*digit));
    if length < 0x80 {
        Err(Malformed)
    } else {
        Ok((length, rest))
    }
}

/// The content of the only element of `input`, which must have this tag.
pub(crate) fn only(input: &[u8], tag: u8) -> Result<&[u8], Malformed> {
    match element(input)? {
        (found, []) if found.tag == tag => Ok(found.content),
        _ => Err(Malformed),
    }
}

fn first(input: &[u8], tag: u8) -> Result<(&[u8], &[u8]), Malformed> {
    match element(input)? {
        (found, rest) if found.tag == tag => Ok((found.content, rest)),
        _ => Err(Malformed),
    }
}

/// The value of the extension `oid` of a certificate, if it has it. Having it twice is malformed.
pub(crate) fn extension<'a>(certificate: &'a [u8], oid: &[u8]) -> Result<Option<&'a [u8]>, Malformed> {
    let (to_be_signed, _signature) = first(only(certificate, SEQUENCE)?, SEQUENCE)?;
    let mut rest = to_be_signed;
    while !rest.is_empty() {
        let (field, after) = element(rest)?;
        if field.tag == EXTENSIONS {
            return find(only(field.content, SEQUENCE)?, oid);
        }
        rest = after;
    }
    Ok(None)
}

fn find<'a>(mut extensions: &'a [u8], oid: &[u8]) -> Result<Option<&'a [u8]>, Malformed> {
    let mut found = None;
    while !extensions.is_empty() {
        let (extension, after) = first(extensions, SEQUENCE)?;
        let (id, mut value) = first(extension, OBJECT_IDENTIFIER)?;
        if let (Element { tag: BOOLEAN, .. }, without_critical) = element(value)? {
            value = without_critical;
        }
        if id == oid && found.replace(only(value, OCTET_STRING)?).is_some() {
            return Err(Malformed);
        }
        extensions = after;
    }
    Ok(found)
}

/// Whether a `BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLen INTEGER OPTIONAL }` says CA.
pub(crate) fn is_authority(basic_constraints: &[u8]) -> Result<bool, Malformed> {
    let content = only(basic_constraints, SEQUENCE)?;
    if content.is_empty() {
        return Ok(false);
    }
    match element(content)? {
        (
            Element {
                tag: BOOLEAN,
                content: [0],
            },
            _,
        ) => Ok(false),
        (
            Element {
                tag: BOOLEAN,
                content: [_],
            },
            _,
        ) => Ok(true),
        (Element { tag: INTEGER, .. }, []) => Ok(false),
        _ => Err(Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_element_longer_than_its_input_is_malformed() {
        assert_eq!(element(&[0x30, 0x05, 1, 2]), Err(Malformed));
        assert_eq!(element(&[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), Err(Malformed));
        assert_eq!(element(&[0x30]), Err(Malformed));
        assert_eq!(element(&[]), Err(Malformed));
    }

    #[test]
    fn a_length_in_more_bytes_than_it_needs_is_malformed() {
        assert_eq!(element(&[0x04, 0x81, 0x01, 9]), Err(Malformed));
        assert_eq!(element(&[0x04, 0x80, 9, 0, 0]), Err(Malformed));
    }

    #[test]
    fn basic_constraints_say_whether_somebody_may_sign() {
        assert_eq!(is_authority(&[0x30, 0]), Ok(false));
        assert_eq!(is_authority(&[0x30, 3, 1, 1, 0]), Ok(false));
        assert_eq!(is_authority(&[0x30, 3, 1, 1, 0xFF]), Ok(true));
        assert_eq!(is_authority(&[0x30, 6, 1, 1, 0xFF, 2, 1, 0]), Ok(true));
        assert_eq!(
            is_authority(&[0x30, 3, 1, 1, 0x01]),
            Ok(true),
            "BER's TRUE is any byte but zero"
        );
        assert_eq!(is_authority(&[0x31, 0]), Err(Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = extension(&bytes, BASIC_CONSTRAINTS);
            let _ = is_authority(&bytes);
        }
    }
}
