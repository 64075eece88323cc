//! From the text of an answer to one of the contract's shapes. serde_json could do it by itself; but its reader is made
//! anew for each shape, with words for every mistake that nobody reads here, and that came to a fifth of the module. So
//! it reads a plain value, once for all, and shapes take what they need from that.

use serde::de::value::StringDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};
use std::fmt;

/// The answer, if it has this shape.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: Value = serde_json::from_str(text).ok()?;
    T::deserialize(Json(value)).ok()
}

/// The answer has another shape. In which way is a question for the server's tests.
#[derive(Clone, Copy, Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the answer has another shape")
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Json(Value);

/// Each shape says what it expects; only that way of reading it is made.
macro_rules! expect {
    ($($name:ident => $kind:ident($value:ident) => $visit:expr;)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            match self.0 {
                Value::$kind($value) => $visit(visitor),
                _ => Err(Unfit),
            }
        }
    )*};
}

macro_rules! number {
    ($($name:ident)*) => {$(
        fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            self.number(visitor)
        }
    )*};
}

impl Json {
    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let Value::Number(number) = self.0 else {
            return Err(Unfit);
        };
        match (number.as_u64(), number.as_i64()) {
            (Some(number), _) => visitor.visit_u64(number),
            (_, Some(number)) => visitor.visit_i64(number),
            _ => number.as_f64().map_or(Err(Unfit), |number| visitor.visit_f64(number)),
        }
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = Unfit;

    /// For what is kept to be read later: untagged and flattened shapes.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(_) => self.number(visitor),
            Value::String(value) => visitor.visit_string(value),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    number! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    expect! {
        deserialize_bool => Bool(value) => |visitor: V| visitor.visit_bool(value);
        deserialize_char => String(value) => |visitor: V| visitor.visit_string(value);
        deserialize_str => String(value) => |visitor: V| visitor.visit_string(value);
        deserialize_string => String(value) => |visitor: V| visitor.visit_string(value);
        deserialize_identifier => String(value) => |visitor: V| visitor.visit_string(value);
        deserialize_seq => Array(items) => |visitor: V| visitor.visit_seq(Items(items.into_iter()));
        deserialize_map => Object(fields) => |visitor: V| visitor.visit_map(Fields::of(fields));
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
    }

    /// The contract's enumerations are bare names.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        let Value::String(variant) = self.0 else {
            return Err(Unfit);
        };
        let variant: StringDeserializer<Unfit> = variant.into_deserializer();
        variant.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct tuple tuple_struct }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.0.next().map(|item| seed.deserialize(Json(item))).transpose()
    }
}

struct Fields {
    rest: serde_json::map::IntoIter,
    value: Value,
}

impl Fields {
    fn of(fields: Map<String, Value>) -> Self {
        Self {
            rest: fields.into_iter(),
            value: Value::Null,
        }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        seed.deserialize(Json(Value::String(name))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unfit> {
        seed.deserialize(Json(self.value.take()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::clients::client::{ClientFilter, ClientSearch};
    use contract::problem::Problem;
    use contract::session::Session;
    use domain::calendar::day::Day;
    use serde::Deserialize;
    use serde_json::json;
    use std::fmt::Debug;

    /// Read here as serde_json reads it.
    fn alike<T: DeserializeOwned + PartialEq + Debug>(value: &Value) -> Option<T> {
        let text = value.to_string();
        let here: Option<T> = read(&text);
        assert_eq!(here, serde_json::from_str(&text).ok(), "{text}");
        here
    }

    #[test]
    fn a_session_with_times_numbers_and_absent_values_is_read_as_it_was_sent() {
        let mut session = json!({
            "accountName": "佐藤 花子", "role": {"code": "care-manager", "label": "介護支援専門員"},
            "organizationName": "えんがわ", "officeNumber": "4370106637", "insurerName": "縁側市", "contact": "縁側市 高齢介護課 096-000-0000", "permitWord": {"code": "permit", "label": "許可"}, "deviceLabel": "PC",
            "locked": false, "idleSeconds": 900, "expiresAt": "2026-05-10T17:00:00+09:00",
            "now": "2026-05-10T23:59:50+09:00", "certificateLastDay": "2027-05-10", "fieldOfALaterVersion": [{"a": 1}]
        });
        assert!(alike::<Session>(&session).is_some());
        session["lastSignInAt"] = "2026-05-09T08:00:00+09:00".into();
        assert!(alike::<Session>(&session).is_some());
        for (field, wrong) in [
            ("idleSeconds", json!(-1)),
            ("idleSeconds", json!("900")),
            ("locked", json!(null)),
            ("now", json!("today")),
        ] {
            let mut session = session.clone();
            session[field] = wrong;
            assert!(alike::<Session>(&session).is_none(), "{session}");
        }
        session.as_object_mut().unwrap().remove("role");
        assert!(alike::<Session>(&session).is_none());
    }

    #[test]
    fn lists_names_of_variants_and_days_are_read() {
        let problem = json!({"type": "/problems/x", "title": "t", "status": 422, "detail": "d", "instance": "i",
            "errors": [{"rule": "a", "detail": "b"}, {"rule": "c", "detail": "d", "since": "2026-05-01"}]});
        assert_eq!(alike::<Problem>(&problem).map(|problem| problem.errors.len()), Some(2));
        assert_eq!(
            read::<ClientFilter>("\"consent-missing\""),
            Some(ClientFilter::ConsentMissing)
        );
        assert!(alike::<ClientFilter>(&json!("none")).is_none());
        assert_eq!(
            alike::<Option<Day>>(&json!("2026-05-10")),
            Some(Day::from_ymd(2026, 5, 10))
        );
        assert_eq!(
            alike::<Vec<Option<i64>>>(&json!([1, null, -3])),
            Some(vec![Some(1), None, Some(-3)])
        );
    }

    #[test]
    fn what_is_no_json_or_has_unknown_fields_where_none_may_be_is_refused() {
        assert!(read::<Problem>("<html>").is_none());
        assert!(alike_debugless(&json!({"query": "x", "unknown": 1})).is_none());
    }

    fn alike_debugless(value: &Value) -> Option<ClientSearch> {
        let text = value.to_string();
        let here: Option<ClientSearch> = read(&text);
        assert_eq!(here.is_some(), serde_json::from_str::<ClientSearch>(&text).is_ok());
        here
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        inner: Inner,
        more: f64,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Inner {
        id: i64,
        names: Vec<String>,
    }

    #[test]
    fn flattened_shapes_are_read() {
        assert!(alike::<Outer>(&json!({"id": -7, "names": ["a"], "more": 1.5})).is_some());
        assert!(alike::<Outer>(&json!({"id": -7, "more": 1.5})).is_none());
    }
}
