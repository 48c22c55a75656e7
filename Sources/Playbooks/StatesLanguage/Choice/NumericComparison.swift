import JSON

/// `NumericEquals` and its kin: `1` equals `1.0`, whole numbers compare exactly.
enum NumericComparison {
    static func holds(_ left: JSON, _ relation: ChoiceRelation, _ right: JSON) -> Bool {
        guard case .number(let left) = left, case .number(let right) = right else { return false }
        if let left = left.int64, let right = right.int64 { return relation.holds(left, right) }
        if left == right { return relation.holds(0, 0) }
        return relation.holds(left.double, right.double)
    }
}
