//! How an invented person is: how far body and mind are affected, drawn so that it goes with the care level, and the
//! answers to the survey that follow from it.

use domain::certification::CareLevel;
use domain::person::Sex;

use super::disease::{self, Disease};
use crate::form::catalogue::Item;
use crate::random::Random;

/// A person's state on the day of the survey. Body and mind run from 0 (well) to 100 (all is lost).
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    pub(crate) body: i64,
    pub(crate) mind: i64,
    /// The disease behind it, and two that come along.
    pub(crate) diseases: [&'static Disease; 3],
    /// 0 right, 1 left: the weak side after a stroke.
    pub(crate) weak_side: usize,
    /// The chosen option of every item of the catalogue, in its order.
    pub(crate) answers: Vec<usize>,
}

/// What only those do who can walk: 徘徊, 外出すると戻れない, 一人で外に出たがる, いろいろなものを集める.
const WALKING: [&str; 4] = ["3-8", "3-9", "4-9", "4-10"];

/// (body, mind) of a typical person of the level, and how far others are from it.
fn typical(level: CareLevel) -> (i64, i64, i64) {
    match level {
        CareLevel::NotEligible | CareLevel::ProgrammeTarget => (4, 2, 4),
        CareLevel::FormerSupport | CareLevel::Support1 => (17, 6, 6),
        CareLevel::Support2 => (26, 8, 7),
        CareLevel::Care1 => (28, 30, 18),
        CareLevel::Care2 => (44, 34, 18),
        CareLevel::Care3 => (58, 48, 20),
        CareLevel::Care4 => (74, 54, 20),
        CareLevel::Care5 => (90, 66, 22),
    }
}

impl Condition {
    pub(crate) fn of(random: &mut Random, level: CareLevel, sex: Sex, items: &[Item]) -> Self {
        let (body, mind, spread) = typical(level);
        let body = (body + random.between(-7, 7)).clamp(0, 100);
        let mind = (mind + random.between(-spread, spread)).clamp(0, 100);
        let diseases = disease::some(random, sex, mind > 40, body);
        let mut condition = Self {
            body,
            mind,
            diseases,
            weak_side: usize::from(random.percent(50)),
            answers: Vec::new(),
        };
        condition.answers = items.iter().map(|item| condition.answer(random, item)).collect();
        if !condition.walks(items) {
            condition.deny(items, &WALKING);
        }
        condition
    }

    /// Whether the person can walk, if need be holding on to something.
    pub(crate) fn walks(&self, items: &[Item]) -> bool {
        self.chosen(items, "1-7") < 2
    }

    /// Sets these items to the first option, which says no.
    fn deny(&mut self, items: &[Item], numbers: &[&str]) {
        for (item, answer) in items.iter().zip(&mut self.answers) {
            if numbers.contains(&item.number.as_str()) {
                *answer = 0;
            }
        }
    }

    /// The chosen option of an item; 0 if the catalogue lacks it.
    pub(crate) fn chosen(&self, items: &[Item], number: &str) -> usize {
        let at = items.iter().position(|item| item.number == number);
        at.and_then(|at| self.answers.get(at)).copied().unwrap_or_default()
    }

    /// 障害高齢者の日常生活自立度, counted from 0 = 自立 to 8 = C2.
    pub(crate) fn bedridden(&self) -> usize {
        step(self.body, &[8, 16, 24, 40, 55, 66, 80, 92])
    }

    /// 認知症高齢者の日常生活自立度, counted from 0 = 自立 to 7 = M.
    pub(crate) fn dementia(&self) -> usize {
        step(self.mind, &[10, 20, 30, 44, 62, 74, 98])
    }

    pub(crate) fn has_stroke(&self) -> bool {
        self.diseases.iter().any(|disease| disease.paralyses)
    }

    fn answer(&self, random: &mut Random, item: &Item) -> usize {
        let last = item.options.len().saturating_sub(1);
        match item.kind.as_str() {
            "independence_level" if item.number == "7-1" => self.bedridden().min(last),
            "independence_level" => self.dementia().min(last),
            "presence_flag" => usize::from(self.raised(random, &item.number)),
            "special_medical_flag" => usize::from(self.treated(random, &item.number)),
            _ => {
                let (driver, shift, spread) = self.driver(&item.number);
                let value = (driver + shift + random.between(-spread, spread)).clamp(0, 99);
                let options = i64::try_from(item.options.len()).unwrap_or(1);
                usize::try_from(value * options / 100).unwrap_or_default().min(last)
            }
        }
    }

    /// What an item depends on, how much earlier or later than others it gives way, and how much people differ.
    fn driver(&self, number: &str) -> (i64, i64, i64) {
        let (group, _) = number.split_once('-').unwrap_or((number, ""));
        match group {
            "1" if matches!(number, "1-12" | "1-13") => (20, 0, 22),
            "1" | "2" => (self.body, body_shift(number), 8),
            "3" => (self.mind, mind_shift(number), 9),
            "4" => (self.mind, if number == "4-12" { -8 } else { -34 }, 26),
            _ => ((self.body + self.mind.max(self.body)) / 2, daily_shift(number), 8),
        }
    }

    /// Paralysis (1-1) on the weak side, stiff joints (1-2) of those who hardly move.
    fn raised(&self, random: &mut Random, number: &str) -> bool {
        let weak: [&str; 2] = if self.weak_side == 0 {
            ["1-1-2", "1-1-4"]
        } else {
            ["1-1-1", "1-1-3"]
        };
        match number {
            "1-1-5" | "1-2-4" => random.percent(2),
            _ if number.starts_with("1-1") => {
                let both_legs = matches!(number, "1-1-3" | "1-1-4") && self.body > 60;
                (self.has_stroke() && weak.contains(&number)) || (both_legs && random.percent(60))
            }
            "1-2-3" => random.percent(if self.body > 30 { 45 } else { 15 }),
            _ => self.body > 65 && random.percent(45),
        }
    }

    /// 特別な医療: rare, and mostly with those who lie in bed.
    fn treated(&self, random: &mut Random, number: &str) -> bool {
        let permille = match number {
            "6-1" => 8,
            "6-3" => 14,
            "6-4" => 9,
            "6-5" => 18,
            "6-9" if self.body > 85 => 160,
            "6-11" if self.body > 80 => 120,
            "6-12" if self.body > 80 => 110,
            "6-10" if self.body > 85 => 30,
            _ => 2,
        };
        random.permille(permille)
    }
}

fn step(value: i64, bounds: &[i64]) -> usize {
    bounds.iter().filter(|bound| value >= **bound).count()
}

fn body_shift(number: &str) -> i64 {
    match number {
        "1-3" | "1-6" | "2-10" | "2-12" => 0,
        "1-4" | "1-7" | "1-10" => 9,
        "1-5" | "2-2" => -6,
        "1-8" | "1-11" => 14,
        "1-9" => 26,
        "2-3" => -30,
        "2-4" => -24,
        "2-8" | "2-9" => -14,
        "2-11" => 3,
        _ => -10,
    }
}

fn mind_shift(number: &str) -> i64 {
    match number {
        "3-1" => -14,
        "3-2" => 2,
        "3-3" => -8,
        "3-4" => 22,
        "3-5" => -32,
        "3-6" => -4,
        "3-7" => -12,
        _ => -44,
    }
}

fn daily_shift(number: &str) -> i64 {
    match number {
        "5-1" => 6,
        "5-2" => 8,
        "5-3" => -4,
        "5-4" => -50,
        "5-5" => 20,
        _ => 16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::catalogue::survey_items;

    fn mean(level: CareLevel, number: &str) -> usize {
        let items = survey_items().unwrap();
        (0..300)
            .map(|stream| Condition::of(&mut Random::new(1, stream), level, Sex::Female, &items).chosen(&items, number))
            .sum()
    }

    #[test]
    fn who_has_a_higher_level_can_do_less() {
        let levels = [CareLevel::Support1, CareLevel::Care2, CareLevel::Care5];
        for number in ["1-7", "1-10", "2-1", "2-5", "2-10", "5-5", "7-1", "7-2"] {
            let means = levels.map(|level| mean(level, number));
            assert!(means.is_sorted() && means[0] < means[2], "{number}: {means:?}");
        }
    }

    #[test]
    fn every_answer_is_one_of_the_options() {
        let items = survey_items().unwrap();
        for stream in 0..300 {
            let condition = Condition::of(&mut Random::new(2, stream), CareLevel::Care4, Sex::Male, &items);
            for (item, answer) in items.iter().zip(&condition.answers) {
                assert!(*answer < item.options.len(), "{}: {answer}", item.number);
            }
        }
    }

    #[test]
    fn a_stroke_shows_on_one_side() {
        let items = survey_items().unwrap();
        let condition = (0..200)
            .map(|stream| Condition::of(&mut Random::new(3, stream), CareLevel::Care2, Sex::Male, &items))
            .find(Condition::has_stroke)
            .unwrap();
        let arms = ["1-1-1", "1-1-2"].map(|number| condition.chosen(&items, number));
        assert_eq!(arms.iter().sum::<usize>(), 1);
    }

    #[test]
    fn nobody_wanders_who_cannot_walk() {
        let items = survey_items().unwrap();
        let conditions =
            (0..300).map(|stream| Condition::of(&mut Random::new(4, stream), CareLevel::Care4, Sex::Female, &items));
        let lying: Vec<_> = conditions.filter(|condition| !condition.walks(&items)).collect();
        assert!(lying.len() > 50);
        for condition in lying {
            assert_eq!(WALKING.map(|number| condition.chosen(&items, number)), [0; 4]);
        }
    }
}
