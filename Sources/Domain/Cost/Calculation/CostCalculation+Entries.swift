import FoundationEssentials

// What people entered by hand.
extension CostCalculation {
    /// Adds a line for each.
    mutating func add(_ entries: [CostEntry]) {
        for entry in entries where entry.enteredAt.wholeSeconds <= now {
            let row = "cost \(entry.id)"
            let span = span(of: entry)
            guard let span else {
                report(row, "its time ends before it begins, and it is not counted: take it back by another one")
                continue
            }
            let other = entry.amount.currency
            guard let worth = book.worth(of: other, at: span.lowerBound) else {
                report(
                    row,
                    "it is in \(other.code), which is worth nothing at \(Date(wholeSeconds: span.lowerBound).timestamp), and "
                        + "is not counted: add it to `exchange` of `costs` in the configuration")
                continue
            }
            var draft = CostDraft(from: span.lowerBound, until: span.upperBound)
            phases.add(span, to: &draft.phases)
            let amount = Rounding.product(
                entry.amount.amountMinorUnits, worth.digits, DecimalText.power(rules.currency.minorDigits),
                over: DecimalText.power(worth.places), DecimalText.power(other.minorDigits))
            append(amount, draft, row: row) { amount, split in
                CostLine(
                    person: nil, role: nil, purpose: .entry(type: entry.type, reason: entry.reason),
                    from: Date(wholeSeconds: draft.from), until: Date(wholeSeconds: draft.until), seconds: nil,
                    multiplier: nil, rate: nil, amount: amount, split: split)
            }
        }
    }

    /// When it arose; `nil` when that cannot be.
    private func span(of entry: CostEntry) -> Range<Int64>? {
        let entered = entry.enteredAt.wholeSeconds
        guard entry.from != nil || entry.until != nil || rules.type(named: entry.type)?.accrues == true else {
            return entered..<entered
        }
        let lasts = entry.until?.wholeSeconds ?? work.stableSince ?? now
        let from = entry.from?.wholeSeconds ?? min(detected, lasts)
        return from <= lasts ? from..<lasts : entry.until == nil ? from..<from : nil
    }
}
