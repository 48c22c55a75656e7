import Testing

@testable import Operations

@Suite struct LineDiffTests {
    private func diff(_ old: String, _ new: String) -> [String] {
        LineDiff.lines(from: old, to: new).map { line in
            switch line.kind {
            case .stays: " \(line.text)"
            case .goes: "-\(line.text)"
            case .comes: "+\(line.text)"
            case .left: "…\(line.text)"
            }
        }
    }

    @Test func whatChangesIsShownWithWhatIsAroundIt() {
        let old = (1...20).map(String.init).joined(separator: "\n")
        let new = old.replacing("\n10\n", with: "\nten\n")
        #expect(diff(old, new) == ["…6", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13", "…7"])
    }

    @Test func linesComeAndGoAtBothEnds() {
        #expect(diff("a\nb\nc", "b\nc\nd") == ["-a", " b", " c", "+d"])
        #expect(diff("", "a") == ["-", "+a"])
        #expect(diff("a\nb", "a\nb") == ["…2"])
    }

    @Test func whatStaysBetweenChangesIsFound() {
        #expect(diff("a\nx\nb\ny\nc", "a\nX\nb\nY\nc") == [" a", "-x", "+X", " b", "-y", "+Y", " c"])
    }

    @Test func textsThatHaveNothingInCommonAreToldAsAWhole() {
        let old = (0..<2000).map { "a\($0)" }.joined(separator: "\n")
        let new = (0..<2000).map { "b\($0)" }.joined(separator: "\n")
        let lines = LineDiff.lines(from: old, to: new)
        #expect(lines.count == 4000 && lines.allSatisfy(\.isChanged))
    }
}
