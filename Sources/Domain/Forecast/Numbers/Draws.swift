/// The chances of simulated paths, made once and used for every model: a Latin hypercube (McKay, Beckman, Conover 1979).
///
/// At each step the paths have the middles of equally likely parts, each once and in an order of its own, so that the
/// quantiles of one step are exact with few paths. Since all models meet the same chances, the paths of two models may be
/// combined one by one.
struct Draws: Sendable {
    let paths: Int
    /// Steps ahead; step 0 is for what a model does not know about itself.
    let horizon: Int

    private let shares: [Double]
    private let normals: [Double]
    private let ranks: [Int32]

    init(paths: Int, horizon: Int, seed: UInt64) {
        self.paths = paths
        self.horizon = horizon
        shares = (0..<paths).map { (Double($0) + 0.5) / Double(paths) }
        normals = shares.map(NormalLaw.quantile)
        var generator = SeededGenerator(seed: seed)
        var ranks: [Int32] = []
        ranks.reserveCapacity((horizon + 1) * paths)
        var order = (0..<Int32(paths)).map { $0 }
        for _ in 0...horizon {
            order.shuffle(using: &generator)
            ranks += order
        }
        self.ranks = ranks
    }

    /// The chance of a path at a step, between 0 and 1.
    func share(step: Int, path: Int) -> Double { shares[Int(ranks[step * paths + path])] }

    /// The value of the standard normal law at that chance.
    func normal(step: Int, path: Int) -> Double { normals[Int(ranks[step * paths + path])] }
}
