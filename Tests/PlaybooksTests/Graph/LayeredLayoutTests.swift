import Testing

@testable import Playbooks

/// Nothing lies over anything else, whatever the graph.
@Suite struct LayeredLayoutTests {
    private struct Random {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
    }

    private struct Rectangle {
        let left: Double, right: Double, top: Double, bottom: Double

        init(_ centre: LayeredLayout.Point, _ size: LayeredLayout.Size) {
            left = centre.x - size.width / 2
            right = centre.x + size.width / 2
            top = centre.y - size.height / 2
            bottom = centre.y + size.height / 2
        }

        func overlaps(_ other: Rectangle) -> Bool {
            left < other.right - 0.01 && other.left < right - 0.01 && top < other.bottom - 0.01
                && other.top < bottom - 0.01
        }
    }

    @Test(arguments: 1...40)
    func nothingOverlaps(_ seed: Int) {
        var random = Random(state: UInt64(seed))
        let count = 1 + random.below(14)
        let nodes = (0..<count).map { _ in
            LayeredLayout.Size(width: Double(40 + random.below(160)), height: Double(20 + random.below(60)))
        }
        var edges: [LayeredLayout.Edge] = []
        for _ in 0..<random.below(count * 2 + 1) {
            let (from, to) = (random.below(count), random.below(count))
            let hasLabel = random.below(2) == 0
            if from != to {
                edges.append(
                    LayeredLayout.Edge(
                        from: from, to: to,
                        label: hasLabel
                            ? .init(width: Double(30 + random.below(150)), height: 18) : .init(width: 0, height: 0)))
            }
        }
        let layout = LayeredLayout(nodes: nodes, edges: edges)
        #expect(layout.centres.count == count && layout.routes.count == edges.count)
        var boxes = zip(layout.centres, nodes).map { Rectangle($0, $1) }
        for (edge, route) in zip(edges, layout.routes) where edge.label.width > 0 {
            boxes.append(Rectangle(route.label, edge.label))
        }
        for one in boxes.indices {
            #expect(boxes[one].left > -0.01 && boxes[one].right < layout.size.width + 0.01)
            for two in boxes.indices where one < two {
                #expect(!boxes[one].overlaps(boxes[two]), "seed \(seed): \(one) and \(two)")
            }
        }
        for (edge, route) in zip(edges, layout.routes) {
            let first = route.points[0]
            let last = route.points[route.points.count - 1]
            #expect(abs(first.x - layout.centres[edge.from].x) <= nodes[edge.from].width / 2)
            #expect(abs(last.x - layout.centres[edge.to].x) <= nodes[edge.to].width / 2)
        }
    }

    @Test func leadsDownAndKeepsChainsStraight() {
        let size = LayeredLayout.Size(width: 100, height: 40)
        let none = LayeredLayout.Size(width: 0, height: 0)
        let layout = LayeredLayout(
            nodes: [size, size, size],
            edges: [.init(from: 0, to: 1, label: none), .init(from: 1, to: 2, label: none)])
        #expect(layout.centres.map(\.x) == [50, 50, 50])
        #expect(layout.centres[0].y < layout.centres[1].y && layout.centres[1].y < layout.centres[2].y)
    }

    @Test func placesLongPlaybooks() {
        let size = LayeredLayout.Size(width: 100, height: 40)
        let edges = (0..<999).map { LayeredLayout.Edge(from: $0, to: $0 + 1, label: .init(width: 0, height: 0)) }
        let layout = LayeredLayout(nodes: [LayeredLayout.Size](repeating: size, count: 1000), edges: edges)
        #expect(layout.centres.count == 1000)
    }
}
