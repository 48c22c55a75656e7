/// The line of least squares through values at 0, 1, 2 ….
struct Line {
    let count: Int
    let slope: Double
    private let middle: Double

    init(_ values: ArraySlice<Double>) {
        count = values.count
        let centre = Double(count - 1) / 2
        middle = values.reduce(0, +) / Double(max(1, count))
        var (above, below) = (0.0, 0.0)
        for (number, value) in values.enumerated() {
            let distance = Double(number) - centre
            above += distance * value
            below += distance * distance
        }
        slope = below > 0 ? above / below : 0
    }

    func value(at place: Double) -> Double { middle + slope * (place - Double(count - 1) / 2) }
}
