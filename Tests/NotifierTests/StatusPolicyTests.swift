import Incident
import Testing

@testable import Notifier

@Suite struct StatusPolicyTests {
    private struct Change: Hashable {
        var version: Int
        var status: IncidentStatus
    }

    private let changes = [
        Change(version: 2, status: .stable), Change(version: 3, status: .closed), Change(version: 4, status: .active),
    ]

    private func permutations(_ list: [Change]) -> [[Change]] {
        if list.count <= 1 { return [list] }
        return list.indices.flatMap { index in
            var rest = list
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }

    @Test func whateverTheOrderNothingOlderIsToldAfterSomethingNewer() {
        let orders = permutations(changes)
        #expect(orders.count == 6)
        for order in orders {
            var told: StatusPolicy.Told? = .init(version: 1, status: .active)
            var announced: [Int] = []
            for change in order {
                switch StatusPolicy.decide(told, version: change.version, status: change.status) {
                case .superseded: continue
                case .tell: announced.append(change.version)
                case .noNews: break
                }
                told = .init(version: change.version, status: change.status)
            }
            #expect(announced == announced.sorted(), "told out of order: \(order)")
            #expect(told?.version == 4)
        }
    }

    @Test func theSameStatusIsNoNews() {
        #expect(StatusPolicy.decide(.init(version: 2, status: .stable), version: 3, status: .stable) == .noNews)
    }

    @Test func anIncidentThatOpensIsAnnouncedElsewhere() {
        #expect(StatusPolicy.decide(nil, version: 1, status: .active) == .noNews)
        #expect(StatusPolicy.decide(nil, version: 2, status: .closed) == .tell)
    }

    @Test func aRedeliveryIsSuperseded() {
        #expect(StatusPolicy.decide(.init(version: 2, status: .stable), version: 2, status: .stable) == .superseded)
    }
}
