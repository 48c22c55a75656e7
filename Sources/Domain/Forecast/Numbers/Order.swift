/// Values by their order.
enum Order {
    /// The median of values; 0 of none.
    static func median(_ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// The smallest of sorted values that at least a share of them does not exceed (the definition 1 of Hyndman and Fan
    /// 1996, which of whole numbers gives a whole number).
    static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        let place = (share * Double(values.count) - 1e-9).rounded(.up)
        return values[min(values.count - 1, max(0, Int(place) - 1))]
    }
}
