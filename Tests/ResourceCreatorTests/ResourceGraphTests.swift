import Incident
import Testing

@testable import ResourceCreator

@Suite struct ResourceGraphTests {
    let all = ResourceGraph(planned: ResourceKind.allCases)

    @Test func everythingIndependentIsReadyAtOnce() {
        #expect(all.ready == [.ticket, .conversation, .storage, .group, .conference])
    }

    @Test func documentAndSheetWaitForStorage() {
        var graph = all
        #expect(!graph.mayBegin(.document))
        #expect(graph.created(.ticket).isEmpty)
        #expect(graph.created(.storage) == [.document, .sheet])
        #expect(graph.mayBegin(.document))
    }

    @Test func documentsOfAPlanWithoutStorageNeedNothing() {
        let graph = ResourceGraph(planned: [.document, .sheet, .ticket])
        #expect(graph.ready == [.ticket, .document, .sheet])
    }

    @Test func whatIsThereAlreadyReleasesNothingAgain() {
        var graph = all
        _ = graph.created(.storage)
        #expect(graph.created(.storage).isEmpty)
    }

    @Test func whatWasMadeBeforeItsNeedIsNotBegunAgain() {
        var graph = ResourceGraph([.storage: .failed, .document: .created, .sheet: .pending])
        #expect(graph.created(.storage) == [.sheet])
    }

    @Test func aReplayAfterAFailureReleasesWhatWaited() {
        var graph = all
        #expect(graph.failed(.storage) == [.document, .sheet])
        #expect(graph.created(.storage) == [.document, .sheet])
    }

    @Test func whatIsThereCannotFailAnyMore() {
        var graph = all
        _ = graph.created(.storage)
        #expect(graph.failed(.storage).isEmpty)
        #expect(graph.states[.storage] == .created)
    }

    @Test func aKindThatWasNotPlannedChangesNothing() {
        var graph = ResourceGraph(planned: [.ticket])
        #expect(graph.created(.storage).isEmpty)
        #expect(graph.failed(.storage).isEmpty)
        #expect(graph == ResourceGraph(planned: [.ticket]))
    }

    @Test func itIsCompleteWhenTheLastIsThere() {
        var graph = all
        for kind in ResourceKind.allCases {
            #expect(!graph.isComplete)
            _ = graph.created(kind)
        }
        #expect(graph.isComplete)
        #expect(graph.isSettled)
    }

    @Test func itIsSettledWhenAllThatRemainsWaitsForWhatFailed() {
        var graph = all
        for kind in [ResourceKind.ticket, .conversation, .group, .conference] { _ = graph.created(kind) }
        #expect(!graph.isSettled)
        _ = graph.failed(.storage)
        #expect(graph.isSettled)
        #expect(!graph.isComplete)
    }

    /// In whatever order the places end, each is begun exactly once, and only after what it needs.
    @Test func everyOrderBeginsEachOnce() {
        for order in permutations(ResourceKind.allCases) {
            var graph = all
            var begun = graph.ready
            for kind in order where begun.contains(kind) { begun += graph.created(kind) }
            // Those that came before what they need in this order are made in a second pass.
            for kind in order where graph.states[kind] != .created { begun += graph.created(kind) }
            #expect(begun.count == ResourceKind.allCases.count)
            #expect(Set(begun) == Set(ResourceKind.allCases))
            #expect(graph.isComplete)
        }
    }

    private func permutations(_ kinds: [ResourceKind]) -> [[ResourceKind]] {
        guard kinds.count > 1 else { return [kinds] }
        return kinds.flatMap { first in
            permutations(kinds.filter { $0 != first }).map { [first] + $0 }
        }
    }
}
