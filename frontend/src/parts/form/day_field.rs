//! A day, asked for as people write it: era and three numbers, the western year too, echoed in both calendars. The day
//! that was understood lies in a hidden input, from which the form reads it like any other answer.

use crate::parts::form::input::{half_width, set_value, typed};
use domain::calendar::day::Day;
use domain::calendar::wareki::Era;
use yew::prelude::*;

/// Stands in the hidden input for something that is no day.
pub const NO_DAY: &str = "?";

/// What the fields say: nothing, a day, or nonsense. A year of four digits is a western one, whatever the era.
pub fn understood(era: &str, [year, month, day]: [&str; 3]) -> Option<Result<Day, ()>> {
    let [year, month, day] = [year, month, day].map(half_width);
    if year.is_empty() && month.is_empty() && day.is_empty() {
        return None;
    }
    let year = if year == "元" { "1".to_owned() } else { year };
    let number = |text: &str| text.parse::<u32>().map_err(|_| ());
    Some(number(&year).and_then(|number_of_year| {
        let (month, day) = (number(&month)?, number(&day)?);
        let era = Era::from_code(era).filter(|_| year.len() < 4);
        match (era, i32::try_from(number_of_year)) {
            (Some(era), _) => Day::from_wareki(era, number_of_year, month, day).map_err(|_| ()),
            (None, Ok(western)) if year.len() == 4 => Day::from_ymd(western, month, day).ok_or(()),
            _ => Err(()),
        }
    }))
}

/// What is wrong with the text that the form reads.
pub fn fault(text: &str) -> Option<&'static str> {
    (text == NO_DAY).then_some("暦にない日付です。元号と年月日を確かめてください。")
}

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The id of the first input.
    pub id: &'static str,
    /// The day it holds at first, `YYYY-MM-DD`.
    pub initial: AttrValue,
    /// The ids of the texts that describe it.
    pub described: Option<String>,
    /// Whether its error is shown.
    pub invalid: bool,
    /// The hidden input.
    pub node: NodeRef,
}

/// Era, year, month and day, with the day that was understood below them.
#[component]
pub fn DayInputs(props: &Props) -> Html {
    let nodes = use_memo((), |()| [(); 4].map(|()| NodeRef::default()));
    let echo = use_state_eq(String::new);
    let read = {
        let (nodes, node, echo) = (nodes.clone(), props.node.clone(), echo.clone());
        move || {
            let [era, year, month, day] = &*nodes;
            let day = understood(&typed(era), [&typed(year), &typed(month), &typed(day)]);
            let (value, words) = match day {
                None => (String::new(), String::new()),
                Some(Ok(day)) => (day.to_string(), day.echo_ja().to_string()),
                Some(Err(())) => (NO_DAY.to_owned(), String::new()),
            };
            set_value(&node, &value);
            echo.set(words);
        }
    };
    {
        let (nodes, read) = (nodes.clone(), read.clone());
        use_effect_with(props.initial.clone(), move |initial| {
            let known = Day::parse_iso(initial)
                .ok()
                .and_then(|day| day.era_year().map(|era| (day, era)));
            if let Some((day, (era, year))) = known {
                let texts = [
                    era.code().to_owned(),
                    year.to_string(),
                    day.month().to_string(),
                    day.day().to_string(),
                ];
                for (node, text) in nodes.iter().zip(texts) {
                    set_value(node, &text);
                }
            }
            read();
        });
    }
    let changed = read.clone();
    let onchange = Callback::from(move |_: Event| changed());
    let oninput = Callback::from(move |_: InputEvent| read());
    html! {
        <div class="day">
            <select ref={nodes.first().cloned().unwrap_or_default()} id={props.id} aria-label="元号" {onchange}
                aria-describedby={props.described.clone()} aria-invalid={props.invalid.then_some("true")}>
                { for Era::ALL.iter().rev().map(|era| html! { <option value={era.code()} selected={*era == Era::Reiwa}>{ era.name_ja() }</option> }) }
                <option value="">{ "西暦" }</option>
            </select>
            { for nodes.iter().skip(1).zip(PARTS).map(|(node, part)| number(props, node, part, &oninput)) }
            <input ref={props.node.clone()} type="hidden" />
            <p class="day-echo" role="status">{ (*echo).clone() }</p>
        </div>
    }
}

/// Label and name of the three numbers.
const PARTS: [(&str, &str); 3] = [("年", "year"), ("月", "month"), ("日", "day")];

fn number(props: &Props, node: &NodeRef, (label, name): (&'static str, &str), oninput: &Callback<InputEvent>) -> Html {
    html! {
        <label class="day-part">
            <input ref={node.clone()} type="text" inputmode="numeric" maxlength="4" name={format!("{}-{name}", props.id)}
                autocomplete="off" oninput={oninput.clone()} aria-invalid={props.invalid.then_some("true")} />
            <span>{ label }</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(era: &str, parts: [&str; 3]) -> Option<String> {
        understood(era, parts).map(|day| day.map_or_else(|()| NO_DAY.to_owned(), |day| day.to_string()))
    }

    #[test]
    fn a_day_is_understood_in_both_calendars_and_in_any_width() {
        assert_eq!(day("R", ["8", "3", "31"]).unwrap(), "2026-03-31");
        assert_eq!(day("R", ["８", "３", "３１"]).unwrap(), "2026-03-31");
        assert_eq!(day("R", ["元", "5", "1"]).unwrap(), "2019-05-01");
        assert_eq!(day("R", ["2026", "3", "31"]).unwrap(), "2026-03-31");
        assert_eq!(day("", ["2026", "3", "31"]).unwrap(), "2026-03-31");
    }

    #[test]
    fn what_is_no_day_is_told_apart_from_nothing() {
        assert_eq!(day("R", ["", "", ""]), None);
        for parts in [["8", "2", "30"], ["8", "", "1"], ["x", "1", "1"]] {
            assert_eq!(day("R", parts).unwrap(), NO_DAY, "{parts:?}");
        }
        assert_eq!(day("", ["8", "3", "31"]).unwrap(), NO_DAY);
    }
}
