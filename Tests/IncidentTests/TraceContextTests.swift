import Incident
import Testing

@Suite struct TraceContextTests {
    private let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func readsAndWritesTheHeader() {
        #expect(TraceContext(text)?.traceparent == text)
    }

    @Test func aChildStaysInTheTrace() throws {
        let parent = try #require(TraceContext(text))
        let child = parent.child()
        #expect(child.traceID == parent.traceID)
        #expect(child.parentID != parent.parentID)
        #expect(TraceContext(child.traceparent) == child)
    }

    /// Trace Context level 2, section 4.3: of a newer version the fields that are known are read, and written as version 00.
    @Test(arguments: [
        ("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "01"),
        ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like", "01"),
        ("fe-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff-", "03"),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03", "03"),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02", "02"),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-09", "01"),
    ]) func readsWhatItKnowsOfNewerVersionsAndFlags(_ text: String, flags: String) {
        #expect(
            TraceContext(text)?.traceparent == "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-\(flags)")
    }

    /// OpenTelemetry for Python: 01 up to 1.41, 03 from 1.42. Our ids are random.
    @Test func aNewTraceSaysThatItsIDIsRandom() {
        let root = TraceContext.root()
        #expect(root.isSampled && root.traceparent.hasSuffix("-03"))
        #expect(root.child().traceparent.hasSuffix("-03"))
    }

    @Test(arguments: [
        "", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
    ]) func refusesOtherForms(_ text: String) {
        #expect(TraceContext(text) == nil)
    }
}
