import Testing

@testable import BrokerTopology
@testable import Muster

@Suite struct TopologyReportTests {
    @Test func aDifferenceIsALine() {
        let differences = [
            TopologyDifference(
                kind: .policy, remedy: .left, object: "policy catch-all", detail: "replaces ours on notifier"),
            TopologyDifference(kind: .missing, remedy: .repaired, object: "queue paging", detail: "is not there"),
            TopologyDifference(kind: .argument, remedy: .refused, object: "queue intake", detail: "is classic"),
        ]
        #expect(
            TopologyReport.text(differences) == """
                ? policy catch-all: replaces ours on notifier
                + queue paging: is not there
                ! queue intake: is classic
                """)
    }
}
