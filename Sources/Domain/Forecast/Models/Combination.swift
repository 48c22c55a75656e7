/// The median of several models, period by period and path by path.
struct Combination: ForecastModel {
    let members: [any ForecastModel]

    var name: String { "median of \(members.map(\.name).joined(separator: ", "))" }

    func means(_ horizon: Int) -> [Double] {
        let all = members.map { $0.means(horizon) }
        return (0..<horizon).map { step in Order.median(all.map { $0[step] }) }
    }

    func paths(_ future: FuturePeriods, _ draws: Draws) -> Paths {
        Paths.median(of: members.map { $0.paths(future, draws) })
            ?? Paths(paths: draws.paths, horizon: future.horizon)
    }
}
