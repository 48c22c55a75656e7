/// Places nodes in layers from top to bottom, so that edges lead down, cross rarely and run straight where they can
/// (Sugiyama, Tagawa, Toda: Methods for Visual Understanding of Hierarchical System Structures, 1981).
///
/// Labels are placed as nodes of a layer of their own between the layers of nodes, so that they never lie over a node
/// or another label.
struct LayeredLayout {
    struct Size: Sendable, Hashable {
        var width: Double
        var height: Double
    }

    struct Point: Sendable, Hashable {
        var x: Double
        var y: Double
    }

    struct Edge: Sendable {
        let from: Int
        let to: Int
        /// The size of its label; nothing without one.
        let label: Size
    }

    /// A line from node to node.
    struct Route: Sendable {
        /// From the source to the target; between two points it leaves and arrives vertically.
        var points: [Point]
        /// The centre of the label.
        var label: Point
    }

    static let layerGap = 26.0
    static let nodeGap = 28.0

    /// The centre of every node, within `size` from (0, 0).
    private(set) var centres: [Point] = []
    private(set) var routes: [Route] = []
    private(set) var size = Size(width: 0, height: 0)

    private let nodes: [Size]
    private let edges: [Edge]
    /// Nodes, then what stands for edges in the layers between.
    private var items: [Size] = []
    private var layer: [Int] = []
    private var layers: [[Int]] = []
    private var chains: [[Int]] = []
    private var isReversed: [Bool] = []
    private var labelItem: [Int?] = []
    private var above: [[Int]] = []
    private var below: [[Int]] = []
    private var x: [Double] = []

    /// - Parameter edges: None from a node to itself.
    init(nodes: [Size], edges: [Edge]) {
        self.nodes = nodes
        self.edges = edges
        guard !nodes.isEmpty else { return }
        isReversed = Self.reversedEdges(nodes.count, edges)
        assignLayers()
        makeChains()
        order()
        placeAcross()
        finish()
    }

    // MARK: - Layers

    /// The edges that lead back to where a path came from.
    private static func reversedEdges(_ count: Int, _ edges: [Edge]) -> [Bool] {
        var reversed = [Bool](repeating: false, count: edges.count)
        var outgoing = [[Int]](repeating: [], count: count)
        for (index, edge) in edges.enumerated() { outgoing[edge.from].append(index) }
        var state = [UInt8](repeating: 0, count: count)
        for root in 0..<count where state[root] == 0 {
            // With a stack of its own: long playbooks are deep.
            var stack: [(node: Int, next: Int)] = [(root, 0)]
            state[root] = 1
            while let top = stack.last {
                guard top.next < outgoing[top.node].count else {
                    state[top.node] = 2
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let index = outgoing[top.node][top.next]
                let target = edges[index].to
                if state[target] == 1 {
                    reversed[index] = true
                } else if state[target] == 0 {
                    state[target] = 1
                    stack.append((target, 0))
                }
            }
        }
        return reversed
    }

    private func ends(_ index: Int) -> (upper: Int, lower: Int) {
        isReversed[index] ? (edges[index].to, edges[index].from) : (edges[index].from, edges[index].to)
    }

    /// Every node two layers below the lowest one that leads to it.
    private mutating func assignLayers() {
        layer = [Int](repeating: 0, count: nodes.count)
        var waiting = [Int](repeating: 0, count: nodes.count)
        var outgoing = [[Int]](repeating: [], count: nodes.count)
        for index in edges.indices {
            let (upper, lower) = ends(index)
            waiting[lower] += 1
            outgoing[upper].append(lower)
        }
        var ready = nodes.indices.filter { waiting[$0] == 0 }
        while let node = ready.popLast() {
            for target in outgoing[node] {
                layer[target] = max(layer[target], layer[node] + 2)
                waiting[target] -= 1
                if waiting[target] == 0 { ready.append(target) }
            }
        }
        // What nothing leads to stands right above what it leads to.
        for node in nodes.indices where node > 0 && layer[node] == 0 && !outgoing[node].isEmpty {
            let lowest = outgoing[node].map { layer[$0] }.min() ?? 2
            layer[node] = max(0, lowest - 2)
        }
    }

    private mutating func makeChains() {
        items = nodes
        labelItem = [Int?](repeating: nil, count: edges.count)
        above = [[Int]](repeating: [], count: nodes.count)
        below = [[Int]](repeating: [], count: nodes.count)
        for index in edges.indices {
            let (upper, lower) = ends(index)
            let first = layer[upper] + 1
            let last = layer[lower] - 1
            let labelLayer = isReversed[index] ? last : first
            var chain = [upper]
            if first <= last {
                for number in first...last {
                    let isLabel = number == labelLayer && edges[index].label.width > 0
                    let label = edges[index].label
                    let item = items.count
                    items.append(
                        isLabel ? Size(width: label.width + 10, height: label.height) : Size(width: 8, height: 0))
                    layer.append(number)
                    above.append([])
                    below.append([])
                    if number == labelLayer { labelItem[index] = item }
                    chain.append(item)
                }
            }
            chain.append(lower)
            for (one, two) in zip(chain, chain.dropFirst()) {
                below[one].append(two)
                above[two].append(one)
            }
            chains.append(chain)
        }
    }

    // MARK: - Order within layers

    private mutating func order() {
        layers = [[Int]](repeating: [], count: (layer.max() ?? 0) + 1)
        var seen = [Bool](repeating: false, count: items.count)
        for root in items.indices.sorted(by: { (layer[$0], $0) < (layer[$1], $1) }) where !seen[root] {
            var stack = [root]
            seen[root] = true
            while let item = stack.popLast() {
                layers[layer[item]].append(item)
                for next in below[item].reversed() where !seen[next] {
                    seen[next] = true
                    stack.append(next)
                }
            }
        }
        var best = layers
        var fewest = crossings()
        let rounds = items.count > 2000 ? 4 : 16
        for round in 0..<rounds where fewest > 0 {
            sweep(down: round.isMultiple(of: 2))
            let count = crossings()
            if count < fewest {
                fewest = count
                best = layers
            }
        }
        layers = best
    }

    private mutating func sweep(down: Bool) {
        var place = [Double](repeating: 0, count: items.count)
        for layer in layers { for (index, item) in layer.enumerated() { place[item] = Double(index) } }
        let numbers = down ? Array(layers.indices) : layers.indices.reversed()
        for number in numbers {
            let keyed = layers[number].enumerated().map { index, item in
                let neighbours = (down ? above[item] : below[item]).map { place[$0] }.sorted()
                return (item: item, key: neighbours.isEmpty ? Double(index) : Self.median(neighbours), index: index)
            }
            layers[number] = keyed.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.item)
            for (index, item) in layers[number].enumerated() { place[item] = Double(index) }
        }
    }

    private static func median(_ sorted: [Double]) -> Double {
        let middle = sorted.count / 2
        if !sorted.count.isMultiple(of: 2) { return sorted[middle] }
        return (sorted[middle - 1] + sorted[middle]) / 2
    }

    private func crossings() -> Int {
        var place = [Int](repeating: 0, count: items.count)
        for layer in layers { for (index, item) in layer.enumerated() { place[item] = index } }
        var count = 0
        for layer in layers {
            var ends: [Int] = []
            for item in layer {
                let targets = below[item].map { place[$0] }.sorted()
                for target in targets {
                    // How many earlier lines end further right.
                    var low = 0
                    var high = ends.count
                    while low < high {
                        let middle = (low + high) / 2
                        if ends[middle] <= target { low = middle + 1 } else { high = middle }
                    }
                    count += ends.count - low
                    ends.insert(target, at: low)
                }
            }
        }
        return count
    }

    // MARK: - Places

    private mutating func placeAcross() {
        x = [Double](repeating: 0, count: items.count)
        for layer in layers { place(layer, wanted: layer.map { _ in (0, 1) }) }
        for round in 0..<24 {
            let down = round.isMultiple(of: 2)
            for number in down ? Array(layers.indices) : layers.indices.reversed() {
                let wanted = layers[number].map { item -> (at: Double, weight: Double) in
                    let neighbours = down ? above[item] : below[item]
                    guard !neighbours.isEmpty else { return (x[item], 0.1) }
                    // Long edges run straight before nodes stand in the middle.
                    let isPassing = item >= nodes.count
                    var sum = 0.0
                    var weights = 0.0
                    for neighbour in neighbours {
                        let weight = isPassing && neighbour >= nodes.count ? 4.0 : 1
                        sum += x[neighbour] * weight
                        weights += weight
                    }
                    return (sum / weights, weights)
                }
                place(layers[number], wanted: wanted)
            }
        }
    }

    /// As near to the wanted places as order and distances allow (least squares, by pooling adjacent violators).
    private mutating func place(_ layer: [Int], wanted: [(at: Double, weight: Double)]) {
        var offsets: [Double] = []
        var offset = 0.0
        for (index, item) in layer.enumerated() {
            if index > 0 {
                let before = layer[index - 1]
                let gap = item >= nodes.count && before >= nodes.count ? Self.nodeGap / 2 : Self.nodeGap
                offset += (items[before].width + items[item].width) / 2 + gap
            }
            offsets.append(offset)
        }
        var blocks: [(value: Double, weight: Double, count: Int)] = []
        for index in layer.indices {
            blocks.append((wanted[index].at - offsets[index], wanted[index].weight, 1))
            while blocks.count > 1, blocks[blocks.count - 2].value > blocks[blocks.count - 1].value {
                let last = blocks.removeLast()
                let before = blocks.removeLast()
                let weight = last.weight + before.weight
                blocks.append(
                    (
                        (last.value * last.weight + before.value * before.weight) / weight, weight,
                        last.count + before.count
                    ))
            }
        }
        var index = 0
        for block in blocks {
            for _ in 0..<block.count {
                x[layer[index]] = block.value + offsets[index]
                index += 1
            }
        }
    }

    private mutating func finish() {
        var top: [Double] = []
        var bottom: [Double] = []
        var y = 0.0
        for (number, layer) in layers.enumerated() {
            if number > 0 { y += Self.layerGap }
            top.append(y)
            y += layer.map { items[$0].height }.max() ?? 0
            bottom.append(y)
        }
        let left = items.indices.map { x[$0] - items[$0].width / 2 }.min() ?? 0
        let right = items.indices.map { x[$0] + items[$0].width / 2 }.max() ?? 0
        size = Size(width: right - left, height: y)
        for item in items.indices { x[item] -= left }
        centres = nodes.indices.map { Point(x: x[$0], y: (top[layer[$0]] + bottom[layer[$0]]) / 2) }
        let ports = ports()
        for (index, chain) in chains.enumerated() {
            var points: [Point] = []
            for (place, item) in chain.enumerated() {
                let number = layer[item]
                switch place {
                case 0:
                    points.append(Point(x: ports[index].upper, y: centres[item].y + items[item].height / 2))
                    points.append(Point(x: ports[index].upper, y: bottom[number]))
                case chain.count - 1:
                    points.append(Point(x: ports[index].lower, y: top[number]))
                    points.append(Point(x: ports[index].lower, y: centres[item].y - items[item].height / 2))
                default:
                    points.append(Point(x: x[item], y: top[number]))
                    points.append(Point(x: x[item], y: bottom[number]))
                }
            }
            let label = labelItem[index].map { item in
                Point(x: x[item], y: (top[layer[item]] + bottom[layer[item]]) / 2)
            }
            routes.append(
                Route(points: isReversed[index] ? points.reversed() : points, label: label ?? points[points.count / 2]))
        }
    }

    /// Where lines leave and reach nodes: side by side in the order of where they come from and go to.
    private func ports() -> [(upper: Double, lower: Double)] {
        var result = chains.map { (upper: x[$0[0]], lower: x[$0[$0.count - 1]]) }
        var leaving = [[Int]](repeating: [], count: nodes.count)
        var arriving = [[Int]](repeating: [], count: nodes.count)
        for (index, chain) in chains.enumerated() {
            leaving[chain[0]].append(index)
            arriving[chain[chain.count - 1]].append(index)
        }
        func spread(_ lines: [Int], over node: Int, by neighbour: (Int) -> Int, _ set: (Int, Double) -> Void) {
            guard lines.count > 1 else { return }
            let step = min(24, nodes[node].width * 0.7 / Double(lines.count - 1))
            let sorted = lines.sorted { (x[neighbour($0)], $0) < (x[neighbour($1)], $1) }
            for (place, line) in sorted.enumerated() {
                set(line, x[node] + (Double(place) - Double(lines.count - 1) / 2) * step)
            }
        }
        for node in nodes.indices {
            spread(leaving[node], over: node, by: { chains[$0][1] }) { result[$0].upper = $1 }
            spread(arriving[node], over: node, by: { chains[$0][chains[$0].count - 2] }) { result[$0].lower = $1 }
        }
        return result
    }
}
