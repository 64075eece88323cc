//! A person's cards beside the burden ratio, and the limit of benefits. Each kind is an item of the policy: it is judged
//! before its seal is opened, and has an entry of its own.

use domain::audit::Operation;
use domain::calendar::day::Day;
use domain::disclosure::{DocumentRefusal, Grant, Item};
use domain::id::PersonId;
use domain::insurer::shown::{RestrictionShown, ShownRules};
use domain::person::card::{BenefitLimit, Card, CardContent, CardKind, in_force, is_replaced, limit_on};
use domain::record::{ApplicationRecord, CertificationRecord};
use persistence::{Disclosed, Entry, Sealed, SealedCard};

use crate::access::allowed::{Allowed, ReadClients};
use crate::clients::look::Look;
use crate::clients::policy::{Rules, judge_card, judge_result};
use crate::delivery::freshness::Freshness;
use crate::error::ServiceError;

/// A person's cards.
#[derive(Clone, Debug)]
pub struct Cards {
    /// The latest of each kind first, without those that were replaced.
    pub cards: Vec<ShownCard>,
    /// The limit of benefits today, as far as the policy shows what it follows from.
    pub limit: Option<BenefitLimit>,
    /// The kinds of cards that the policy does not show.
    pub withheld: Vec<DocumentRefusal>,
    /// What the insurer has settled about what its data tells.
    pub shown: ShownRules,
    /// How old this is.
    pub freshness: Freshness,
}

/// A card as it stands today.
#[derive(Clone, Debug)]
pub struct ShownCard {
    /// The card.
    pub card: Card,
    /// Whether it is in force today.
    pub current: bool,
}

type Surroundings = (Vec<CertificationRecord>, Vec<ApplicationRecord>);

/// What the policy lets out, still sealed.
struct Judged {
    cards: Vec<Sealed<Card>>,
    /// The kinds that are shown, even if there is no card of them: that there is none is told as well.
    kinds: Vec<CardKind>,
    withheld: Vec<DocumentRefusal>,
}

impl Judged {
    fn of(cards: Vec<SealedCard>, rules: &Rules) -> Self {
        let mut judged = Self {
            cards: Vec::new(),
            kinds: Vec::new(),
            withheld: Vec::new(),
        };
        let mut by_kind: Vec<(CardKind, Vec<SealedCard>)> = Vec::new();
        for kind in CardKind::ALL {
            by_kind.push((*kind, Vec::new()));
        }
        for card in cards {
            if let Some((_, of_kind)) = by_kind.iter_mut().find(|(kind, _)| *kind == card.kind) {
                of_kind.push(card);
            }
        }
        for (kind, of_kind) in by_kind {
            judged.take(kind, of_kind, rules);
        }
        judged
    }

    /// The cards of one kind; if none of them may be shown, why.
    fn take(&mut self, kind: CardKind, cards: Vec<SealedCard>, rules: &Rules) {
        let before = self.cards.len();
        let mut refusal = cards.is_empty().then(|| judge_card(kind, None, rules).err()).flatten();
        for card in cards {
            match judge_card(kind, Some(card.validity), rules) {
                Ok(()) => self.cards.push(card.into_sealed()),
                Err(refused) => refusal = refusal.or(Some(refused)),
            }
        }
        match refusal {
            Some(refusal) if self.cards.len() == before => self.withheld.push(refusal),
            _ => self.kinds.push(kind),
        }
    }
}

/// Whether the result in force may be shown; without one there is nothing that a limit could give away.
fn judge_in_force((results, applications): &Surroundings, rules: &Rules) -> Result<(), DocumentRefusal> {
    let result = results.iter().find(|record| record.certification.in_force(rules.today));
    result.map_or(Ok(()), |record| judge_result(record, applications, rules))
}

impl Allowed<ReadClients> {
    /// The person's cards, and the limit of benefits.
    ///
    /// # Errors
    /// Not found, not disclosed, or the ledger cannot be written; withheld, if the policy shows no kind of card at all.
    pub async fn cards(&self, person: PersonId) -> Result<Disclosed<Cards>, ServiceError> {
        let rules = self.rules()?;
        let judged_by = rules.clone();
        let look = self
            .look(person, Operation::ReadCards, move |tx| {
                let surroundings = tx.certifications(person)?.and(tx.applications(person)?);
                Ok((Judged::of(tx.cards(person)?, &judged_by), surroundings))
            })
            .await?;
        let freshness = self.feed_freshness("card", &look);
        let Look {
            grant,
            more: (judged, surroundings),
            ..
        } = look;
        let Judged { cards, kinds, withheld } = judged;
        // What the insurance card would say may not be told by the ordinance instead.
        let limited = kinds.contains(&CardKind::Insurance) && surroundings.judged(judge_in_force, &rules).is_ok();
        self.note_kinds_withheld(&grant, &withheld).await?;
        if let (Some(refusal), true) = (withheld.first(), kinds.is_empty()) {
            return Err(ServiceError::Withheld(Box::new(*refusal)));
        }
        let entries = self.entries(&grant, &kinds, limited);
        let sealed = Sealed::all(cards).and(surroundings);
        let disclosed = self.service.ledger().release(entries, sealed).await?;
        let shown = self.viewer.settings.rules.shown;
        Ok(disclosed.map(|(cards, (results, _))| {
            let result = results.iter().find(|record| record.certification.in_force(rules.today));
            let result = result.filter(|_| limited).map(|record| &record.certification);
            Cards {
                limit: limit_on(&cards, result, rules.today).filter(|_| limited),
                cards: standing(cards, shown, rules.today),
                withheld,
                shown,
                freshness,
            }
        }))
    }

    /// An entry for each kind that is shown, and one for the result on which the limit rests.
    fn entries(&self, grant: &Grant, kinds: &[CardKind], limited: bool) -> Vec<Entry> {
        let result = limited.then_some(Operation::ReadResult);
        let operations = kinds.iter().map(|kind| Operation::showing(*kind)).chain(result);
        operations
            .map(|operation| self.granted(grant, operation.into()))
            .collect()
    }

    async fn note_kinds_withheld(&self, grant: &Grant, withheld: &[DocumentRefusal]) -> Result<(), ServiceError> {
        for kind in CardKind::ALL {
            if withheld.iter().any(|refusal| refusal.item == Item::from(*kind)) {
                self.note_withheld(grant, Operation::showing(*kind).into()).await?;
            }
        }
        Ok(())
    }
}

/// Without replaced ones, each as it stands today. What was kept of 給付制限 before the insurer decided not to show it stays
/// untold.
fn standing(cards: Vec<Card>, shown: ShownRules, today: Day) -> Vec<ShownCard> {
    let current: Vec<Option<Card>> = CardKind::ALL
        .iter()
        .map(|kind| in_force(&cards, *kind, today).cloned())
        .collect();
    let kept: Vec<Card> = cards
        .iter()
        .filter(|card| !is_replaced(card, &cards))
        .cloned()
        .collect();
    kept.into_iter()
        .map(|mut card| {
            let current = current.iter().flatten().any(|in_force| *in_force == card);
            if let (CardContent::Insurance(content), RestrictionShown::NotCovered) =
                (&mut card.content, shown.restriction)
            {
                content.restricted = None;
            }
            ShownCard { card, current }
        })
        .collect()
}
